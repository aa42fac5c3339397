"""The yardstick for a live take: nothing but libvosk, fed in real time with a WAV, as from a microphone.

python live_vosk.py MODEL WAV           one line of JSON: processor seconds of the loop, and for each word the
                                        seconds of sound that had been spoken when it first showed
"""

import json
import sys
import time
import wave

from vosk import KaldiRecognizer, Model, SetLogLevel

CHUNK = 0.1  # seconds

SetLogLevel(-1)
model = Model(sys.argv[1])
seen: list[float] = []
final = 0
with wave.open(sys.argv[2]) as file:
    recognizer = KaldiRecognizer(model, file.getframerate())
    recognizer.SetWords(True)
    frames = round(CHUNK * file.getframerate())
    processor, begun, chunks = time.process_time(), time.perf_counter(), 0
    while pcm := file.readframes(frames):
        chunks += 1
        time.sleep(max(0.0, begun + chunks * CHUNK - time.perf_counter()))
        if recognizer.AcceptWaveform(pcm):
            final += len(json.loads(recognizer.Result())["text"].split())
            count = final
        else:
            count = final + len(json.loads(recognizer.PartialResult())["partial"].split())
        seen += [time.perf_counter() - begun] * (count - len(seen))
    recognizer.FinalResult()
    processor = time.process_time() - processor
print(json.dumps({"processor": processor, "words": seen}))
del recognizer, model
