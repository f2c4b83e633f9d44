// A library needs one source. Nothing may be declared here: whoever reuses the header links this file too.
