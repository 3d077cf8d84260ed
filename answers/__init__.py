"""One function a page: a connection and parameters in, a plain dictionary out."""
