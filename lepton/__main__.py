"""``python -m lepton``: the same as the command ``lepton``."""

from lepton.cli import main

if __name__ == "__main__":
    main()
