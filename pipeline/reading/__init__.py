"""Reading passages: which concepts they name, which compared thing they speak of, and with what force."""
