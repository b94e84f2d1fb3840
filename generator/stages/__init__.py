"""Work out what each output is: pure functions from value to value, without disk, clock or process."""
