"""Catalogues: what has to be known of a bank before an answer comes, remembered from one start to the next.

To read a bank takes much longer than to ask its first question should. So what selecting, planning and asking need
lies in a small file, from which a session begins; the bank itself is read while the person reads the question.
"""
