"""A page in, what somebody is said to have said out, with the exact words and the speaker."""
