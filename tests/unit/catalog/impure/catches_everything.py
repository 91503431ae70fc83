# catches every exception
def function(n: int) -> int:
    try:
        return 1 // n
    except:
        return 0
