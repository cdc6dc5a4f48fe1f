# --8<-- [start:body]
def refund():
    return 30
# --8<-- [end:body]
