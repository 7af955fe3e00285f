"""What people take home: a workbook, slides, papers and lists, all from the same numbers."""
