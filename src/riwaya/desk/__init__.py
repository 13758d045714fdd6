"""The desk: a local web application to read, compare and look up; nothing is loaded from elsewhere.

make_app(facts, token, host, originals=True) -> Starlette
"""
