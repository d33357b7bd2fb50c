"""One story of imaginary children, told by the CIN census, Annex A and the workforce census beside the 903."""

from suffice.demo.story.files import write_story
from suffice.demo.story.tell import Story, tell

__all__ = ["Story", "tell", "write_story"]
