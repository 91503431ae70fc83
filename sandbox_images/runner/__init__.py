"""The program that is PID 1 in a box. Standard library only; the host copies these files and never imports them.

Theory of operation::

    host  --request frame-->  supervisor (PID 1)  --fork-->  worker
    host  <---reply frame---  supervisor          <--pipe--  worker: loaded, result of call 0, result of call 1 ...

* The supervisor never imports or runs catalog code. It reads one request (one example), forks a worker, and watches
  it: wall time per call, output caps, the result pipe, the worker's death. Then it kills everything that is left and
  replies. It is serial, so that cleaning is complete.
* The supervisor does not read what a worker reports; it passes the text on, and the host judges it.
* A worker limits itself, freezes clock and randomness, loads the functions, runs the calls in order and writes one
  message per call on a private pipe. Each message begins with a token that only this worker was told, so bytes that a
  function writes to whatever descriptor it finds are told from results.
* Between two calls the worker waits for a byte from the supervisor. By then the supervisor has read all that the
  finished call printed, so output is always charged to the call that wrote it.
"""
