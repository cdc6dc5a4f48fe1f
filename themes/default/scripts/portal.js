// Empty: a portal puts a script of its own here.
