def test_the_office_works_out_formulas_when_it_opens_a_workbook(office, tmp_path):
    import openpyxl
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "sum.xlsx"))
    sheet = book.add_worksheet()
    sheet.write(0, 0, 2)
    sheet.write_formula(0, 1, "=A1*21", None, 7)  # 7 is a stale result
    book.close()
    (made,) = office.recalculated([tmp_path / "sum.xlsx"], tmp_path / "out")
    assert openpyxl.load_workbook(made, data_only=True).active["B1"].value == 42
