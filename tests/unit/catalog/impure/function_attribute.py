# changes function()
def function(n: int) -> int:
    function.count += n
    return n
