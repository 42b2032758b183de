#pragma once

#include "core/base/atomic_file.h"
#include "core/formats/format_registry.h"

#include <QtGlobal>

#include <string>
#include <string_view>

/// Small files of formats that Hypnodesk only reads, in the shape in which their programs write them, made up
/// by hand.
inline std::string sampleToRead(std::string_view id) {
    if (id == "embla")
        return R"(<?xml version="1.0" encoding="UTF-8"?>
<EventExport xmlns:dt="urn:schemas-microsoft-com:datatypes"><PatientInfo><ID dt:dt="string">7</ID></PatientInfo>
<EventTypes><EventType dt:dt="string">SLEEP-S0</EventType></EventTypes><Events>
<Event><Type dt:dt="string">LIGHTS-OFF</Type><StartTime>2010-01-20T23:59:15.500000</StartTime><StopTime>2010-01-20T23:59:15.500000</StopTime></Event>
<Event><Type dt:dt="string">SLEEP-S0</Type><StartTime dt:dt="dateTime">2010-01-20T23:59:00.000000</StartTime><StopTime>2010-01-21T00:00:00.000000</StopTime></Event>
<Event><Type dt:dt="string">DESAT</Type><StartTime>2010-01-20T23:59:10.711129</StartTime><StopTime>2010-01-20T23:59:50.000000</StopTime></Event>
<Event><Type dt:dt="string">SLEEP-S2</Type><StartTime>2010-01-21T00:00:00.000000</StartTime><StopTime>2010-01-21T00:00:30.000000</StopTime></Event>
<Event><Type dt:dt="string">SLEEP-REM</Type><StartTime>2010-01-21T00:00:30.000000</StartTime><StopTime>2010-01-21T00:01:00.000000</StopTime></Event>
</Events></EventExport>
)";
    if (id == "sleepware")
        return R"(<?xml version="1.0" encoding="utf-8"?>
<PatientStudy xmlns="http://www.respironics.com/PatientStudy.xsd"><Acquisition><Sessions><Session>
<RecordingStart>2021-11-18T22:15:30</RecordingStart><Duration>180</Duration></Session></Sessions></Acquisition>
<ScoringData><StagingData><MachineStaging><NeuroAdultAASMStaging><Stage Type="REM" Start="0"/></NeuroAdultAASMStaging></MachineStaging>
<UserStaging><NeuroAdultAASMStaging><Stage Type="NotScored" Start="0"/><Stage Type="Wake" Start="30"/>
<Stage Type="NonREM1" Start="60"/><Stage Type="NonREM3" Start="90"/><Stage Type="REM" Start="150"/>
</NeuroAdultAASMStaging></UserStaging></StagingData></ScoringData></PatientStudy>
)";
    if (id == "noxturnal")
        return "Start Time,End Time,Event,Duration\r\n"
               "\"18/11/2021 23:59:00\",\"18/11/2021 23:59:30\",Wake,30\r\n"
               "18/11/2021 23:59:05,18/11/2021 23:59:15,Hypopnea,10\r\n"
               "18/11/2021 23:59:30,19/11/2021 00:00:30,N2,60\r\n"
               "19/11/2021 00:00:30,19/11/2021 00:01:00,REM,30\r\n";
    if (id == "alice")
        return "Epoch,Time,Stage\r\n1,11:59:00 pm,WK\r\n2,11:59:30 pm,N1\r\n3,12:00:00 am,N2\r\n4,12:00:30 "
               "am,REM\r\n";
    if (id == "dreams")
        return "[Hypnogram]"
               "\r\n5\r\n5\r\n5\r\n5\r\n3\r\n3\r\n3\r\n3\r\n2\r\n2\r\n2\r\n2\r\n0\r\n0\r\n0\r\n0\r\n-"
               "1\r\n-1\r\n-1\r\n-1\r\n4\r\n4\r\n4\r\n4\r\n";
    if (id == "edf-channel") {
        // One record of 120 s: a hypnogram of four samples (W 2 4 R) and a signal of one.
        const auto field = [](std::string text, std::size_t width) {
            text.resize(width, ' ');
            return text;
        };
        std::string bytes = field("0", 8) + field("X", 80) + field("Y", 80) + "24.04.8922.15.30" +
                            field("768", 8) + field("", 44) + field("1", 8) + field("120", 8) + field("2", 4);
        for (const auto& [first, second, width] :
             {std::tuple("hypnogram", "EEG Fpz-Cz", 16), std::tuple("", "", 80), std::tuple("", "uV", 8),
              std::tuple("0", "-200", 8), std::tuple("9", "200", 8), std::tuple("0", "-2048", 8),
              std::tuple("9", "2047", 8), std::tuple("", "", 80), std::tuple("4", "1", 8),
              std::tuple("", "", 32)})
            bytes += field(first, static_cast<std::size_t>(width)) +
                     field(second, static_cast<std::size_t>(width));
        return bytes + std::string("\0\0\2\0\4\0\5\0\7\0", 10);
    }
    qFatal("no sample of this format");
}

/// A night of all stages that every format can hold, written in the format, or the sample of one that is only
/// read. `path` is overwritten.
inline std::string sampleFile(const std::filesystem::path& path, const std::string& id) {
    using namespace hypnodesk;
    if (!findFormat(id)->write)
        return sampleToRead(id);
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters("WW1122333322RRWW22?MA");
    content.start = {2026, 3, 1, 22, 15, 30.0};
    content.patient = "X F X Somebody";
    content.lights = {30.0, 600.0};
    content.events = {{EventKind::Arousal, 65.5, 3.0, "C4-M1", ""},
                      {EventKind::Note, 80.0, 0.0, "", "door; \"again\" | 5 %"},
                      {EventKind::Desaturation, 200.0, 20.0, "", "4 %"}};
    NightProbabilities night;
    night.grid = content.hypnogram.grid();
    night.epochs.resize(static_cast<std::size_t>(night.grid.count));
    night.epochs[0].joint = {0.8f, 0.05f, 0.05f, 0.05f, 0.05f};
    night.modelName = "model";
    content.probabilities = night;
    if (!writeHypnogram(path, content, id))
        qFatal("cannot write the sample");
    std::string text = readTextFile(path).value();
    // Files of its makers hold events, which only they write.
    if (const std::size_t end = text.rfind("</ScoredEvents>"); id == "nsrr" && end != std::string::npos)
        text.insert(end,
                    "<ScoredEvent><EventType>Arousals|Arousals</EventType><EventConcept>Arousal|Arousal ()"
                    "</EventConcept><Start>65.5</Start><Duration>3</Duration>"
                    "<SignalLocation>C4</SignalLocation></ScoredEvent>\n");
    return text;
}
