#!/usr/bin/env python3
"""Counts the stages of real hypnograms of other programs, for tst_real_hypnograms.

Parses every kind of file by itself, with regular expressions, the standard library's XML parser and struct: nothing
of Hypnodesk, nothing of any sleep toolbox. Writes seconds of W N1 N2 N3 R M per file and the digest of the stages
second by second; the recordings themselves never enter the repository.

    python3 count_stages.py FOLDER_OF_SHARED_DATA > expected_counts.csv
"""
import csv
import datetime
import hashlib
import json
import pathlib
import re
import struct
import sys
import xml.etree.ElementTree as ET

RK = {0: "W", 1: "1", 2: "2", 3: "3", 4: "3", 5: "R", 6: "M", 9: "?"}
DREAMS = {5: "W", 4: "R", 3: "1", 2: "2", 1: "3", 0: "3", -1: "M"}
DOD = {-1: "?", 0: "W", 1: "1", 2: "2", 3: "3", 4: "R"}
EMBLA = {"SLEEP-S0": "W", "SLEEP-S1": "1", "SLEEP-S2": "2", "SLEEP-S3": "3", "SLEEP-S4": "3", "SLEEP-REM": "R"}


class Night:
    """One letter per second, '?' where nobody said anything; a later run wins over an earlier one."""

    def __init__(self):
        self.seconds = []

    def put(self, onset, duration, letter):
        first, last = round(onset), round(onset + duration)
        self.seconds.extend("?" * (last - len(self.seconds)))
        self.seconds[first:last] = letter * (last - first)

    def row(self, name):
        text = "".join(self.seconds).rstrip("?")
        counts = [text.count(letter) for letter in "W123RM"]
        return [name, *counts, hashlib.sha256(text.encode()).hexdigest()[:16]]


def lines_of(path):
    return path.read_text(encoding="latin-1").splitlines()


def elan(path):
    night = Night()
    lines = lines_of(path)
    at = lines.index("epoch_list") + 1
    for second, value in enumerate(lines[at:]):
        code = int(value)
        night.put(second, 1, {-1: "A", -2: "?"}.get(code) or RK[code])
    return night


def words(path):
    night = Night()
    for i, line in enumerate(line for line in lines_of(path) if line and line[0] != "#"):
        word = {"N1": "1", "N2": "2", "N3": "3", "REM": "R", "0": "W", "1": "1", "2": "2", "3": "3", "4": "R"}.get(line, line)
        night.put(30 * i, 30, word)
    return night


def dreams(path):
    night = Night()
    for i, line in enumerate(lines_of(path)[1:]):
        night.put(5 * i, 5, DREAMS[int(line)])
    return night


def dod(path):
    night = Night()
    for i, code in enumerate(json.loads(path.read_text())):
        night.put(30 * i, 30, DOD[code])
    return night


def sleep_edf(path):
    """EDF+ annotations: +onset 0x15 duration 0x14 text 0x14."""
    night = Night()
    for onset, duration, text in re.findall(rb"\+([\d.]+)\x15([\d.]+)\x14([^\x14\x00]*)\x14", path.read_bytes()):
        text = text.decode("latin-1")
        letter = "M" if text == "Movement time" else text.removeprefix("Sleep stage ")
        night.put(float(onset), float(duration), "3" if letter == "4" else letter)
    return night


def edf_channel(path, label="hypnogram"):
    data = path.read_bytes()
    count = int(data[252:256])
    fields = lambda offset, width: [data[256 + offset * count + i * width:][:width].decode().strip() for i in range(count)]
    labels, per_record = fields(0, 16), [int(n) for n in fields(216, 8)]
    physical = [float(x) for x in fields(104, 8)], [float(x) for x in fields(112, 8)]
    digital = [float(x) for x in fields(120, 8)], [float(x) for x in fields(128, 8)]
    signal = labels.index(label)
    scale = (physical[1][signal] - physical[0][signal]) / (digital[1][signal] - digital[0][signal])
    record_seconds = float(data[244:252])
    step = record_seconds / per_record[signal]
    night, onset = Night(), 0.0
    for record in range(int(data[236:244])):
        begin = int(data[184:192]) + 2 * (record * sum(per_record) + sum(per_record[:signal]))
        for (value,) in struct.iter_unpack("<h", data[begin:begin + 2 * per_record[signal]]):
            code = round((value - digital[0][signal]) * scale + physical[0][signal])
            night.put(onset, step, DREAMS[code])
            onset += step
    return night


def clock(text):
    for pattern in ("%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%d.%m.%y %H.%M.%S"):
        try:
            return datetime.datetime.strptime(text, pattern)
        except ValueError:
            pass
    return None


def nsrr_letter(text):
    if text in EMBLA:
        return EMBLA[text]
    if re.search(r"Wake", text):
        return "W"
    if re.search(r"^S[DR]O:RapidEyeMovement|^REM sleep", text):
        return "R"
    stage = re.search(r"Stage ?([1-4]) ?[Ss]leep|NonRapidEyeMovementSleep-N([1-4])", text)
    return None if not stage else "3" if (stage[1] or stage[2]) == "4" else stage[1] or stage[2]


def xml(path):
    text = path.read_text(encoding="latin-1")
    if "<!DOCTYPE" in text:
        return None
    # Some archives hold several documents behind each other.
    roots = ["<PSGAnnotation>" + part.split("</PSGAnnotation>")[0] + "</PSGAnnotation>"
             for part in text.split("<PSGAnnotation>")[1:]]
    if not roots:
        text = re.sub(r"<\?xml.*?\?>", "", text).replace("dt:dt", "dt").replace("xmlns:dt", "xmlns_dt")
        roots = [text]
    for part in roots:
        try:
            root = ET.fromstring(part)
        except ET.ParseError:  # one of the files is not well-formed
            return None
        night = Night()
        if root.tag == "CMPStudyConfig":
            length = int(root.findtext("EpochLength"))
            for i, stage in enumerate(root.find("SleepStages")):
                night.put(length * i, length, RK[int(stage.text)])
        elif root.tag == "EventExport":
            first = None
            for event in root.iter("Event"):
                if event.findtext("Type") not in EMBLA:
                    continue
                start, stop = clock(event.findtext("StartTime")), clock(event.findtext("StopTime"))
                first = first or start
                night.put((start - first).total_seconds(), (stop - start).total_seconds(), EMBLA[event.findtext("Type")])
        elif root.tag == "PSGAnnotation":
            begin = None
            for event in root.iter("ScoredEvent"):
                concept = event.findtext("EventConcept")
                if concept == "Recording Start Time":
                    begin = clock(event.findtext("ClockTime"))
                letter = nsrr_letter(concept) or (nsrr_letter(event.findtext("Notes") or "") if concept == "Technician Notes" else None)
                if not letter:
                    continue
                start = event.findtext("Start") or event.findtext("Starttime")
                if not start:  # one of the files has lost all its times
                    return None
                onset = float(start) if re.fullmatch(r"[\d.]+", start) else (clock(start) - begin).total_seconds()
                night.put(onset, float(event.findtext("Duration")), letter)
        if night.seconds:
            return night
    return None


def main():
    shared = pathlib.Path(sys.argv[1])
    files = [(elan, sorted((shared / "hypnogram-formats").glob("*.hyp"))),
             (words, sorted((shared / "hypnogram-formats").glob("*.txt"))),
             (xml, sorted((shared / "hypnogram-formats/nsrr-xml").glob("*.xml"))),
             (sleep_edf, sorted((shared / "sleep-edf/hypnograms").glob("*.edf"))),
             (dreams, sorted((shared / "dreams").glob("Hypnogram_*.txt"))),
             (edf_channel, [shared / "dreams/excerpt3_full_psg.edf"]),
             (dod, sorted((shared / "dod-hypnograms").glob("*.json")))]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["file", "W", "N1", "N2", "N3", "R", "M", "digest"])
    for count, paths in files:
        for path in paths:
            night = count(path)
            name = path.relative_to(shared).as_posix()
            out.writerow(night.row(name) if night else [name, 0, 0, 0, 0, 0, 0, "none"])


main()
