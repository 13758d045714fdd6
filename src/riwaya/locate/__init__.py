"""Times -> EDTF, amounts -> ranges, place names -> coordinates.

    locate(report, reading) -> Reading   (claims get when, where, figures; place mentions get a position)
"""
