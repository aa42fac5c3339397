"""The yardstick for recognition: nothing but libvosk, in the chunks of Vosk's own examples, its model loaded once.

python bare_vosk.py MODEL WAV...        a line of JSON a file: the words
"""

import json
import sys
import wave

from vosk import KaldiRecognizer, Model, SetLogLevel

SetLogLevel(-1)
model = Model(sys.argv[1])
for name in sys.argv[2:]:
    words = []
    with wave.open(name) as file:
        recognizer = KaldiRecognizer(model, file.getframerate())
        recognizer.SetWords(True)
        while pcm := file.readframes(4000):
            if recognizer.AcceptWaveform(pcm):
                words += json.loads(recognizer.Result()).get("result", [])
        words += json.loads(recognizer.FinalResult()).get("result", [])
    print(json.dumps(words))
    del recognizer
del model
