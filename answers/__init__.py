"""One function a question: a connection and parameters in, plain data out.

Doors: ``figure.page`` and its like with ``parameters.Parameters``; ``reasons`` and ``words``.
"""
