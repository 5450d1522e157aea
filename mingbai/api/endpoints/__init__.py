"""What may be asked and done, one module a stage; each declares its operations on the one router."""
