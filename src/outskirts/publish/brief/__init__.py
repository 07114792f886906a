"""The brief: a situation report in which every statement opens onto the sentence that it rests on."""
