#!/usr/bin/python3
# Makes payments.xls beside this file with another program's writer (Debian: python3-xlwt), so that the reader is tried
# on bytes that this tree did not write.
import datetime
import os

import xlwt

book = xlwt.Workbook(encoding="utf-8")
sheet = book.add_sheet("已支付")
sheet.write_merge(0, 0, 0, 4, "支付凭证明细表")
sheet.write(1, 0, "单位：元")
for column, heading in enumerate(["支付凭证号", "日期", "实际支付金额", "进度", "摘要"]):
    sheet.write(2, column, heading)
day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
percent = xlwt.easyxf(num_format_str="0.00%")
sheet.write(3, 0, "0012")
sheet.write(3, 1, datetime.date(2023, 4, 1), day)
sheet.write(3, 2, 1234567.89)
sheet.write(3, 3, 0.3864, percent)
sheet.write(3, 4, "=1+1")
sheet.write(4, 0, 123.0)
sheet.write(4, 1, 20230401)
sheet.write(4, 2, 123.45000000000002)
sheet.write(4, 3, True)
sheet.write(4, 4, "二季度" * 3000)
sheet.row(4).hidden = True
sheet.write(5, 0, "合计")
sheet.write(5, 2, xlwt.Formula("SUM(C4:C5)"))
hidden = book.add_sheet("代码")
hidden.visibility = 1
hidden.write(0, 0, "111-一般公共预算资金")
book.save(os.path.join(os.path.dirname(os.path.abspath(__file__)), "payments.xls"))
