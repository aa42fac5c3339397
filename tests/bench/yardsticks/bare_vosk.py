"""The yardstick for recognition: nothing but libvosk on a WAV, in the chunks of Vosk's own examples."""

import sys
import wave

from vosk import KaldiRecognizer, Model, SetLogLevel

SetLogLevel(-1)
model = Model(sys.argv[1])
with wave.open(sys.argv[2]) as file:
    recognizer = KaldiRecognizer(model, file.getframerate())
    recognizer.SetWords(True)
    while pcm := file.readframes(4000):
        if recognizer.AcceptWaveform(pcm):
            recognizer.Result()
    recognizer.FinalResult()
del recognizer, model
