"""A text in, its parse by a language model out, with what the models get wrong put right."""
