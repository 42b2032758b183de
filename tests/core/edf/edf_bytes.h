#pragma once

#include "core/edf/edf_file.h"

#include <cstdint>
#include <string>
#include <vector>

/// A small EDF file made of texts, so that a test can write down exactly what is odd about it.
struct EdfText {
    struct Signal {
        std::string label = "EEG Fpz-Cz";
        std::string unit = "uV";
        std::string physicalMinimum = "-100", physicalMaximum = "100";
        std::string digitalMinimum = "-1000", digitalMaximum = "1000";
        std::string samples = "4";
        std::string transducer = {}, prefilter = {};
    };

    std::string version = "0";
    std::string patient = "X X X X", recording = "Startdate 24-APR-1989 X X X";
    std::string date = "24.04.89", time = "16.13.00";
    std::string headerBytes = {}; ///< empty: right
    std::string reserved = {};
    std::string recordCount = {}; ///< empty: right
    std::string recordSeconds = "1";
    std::string signalCount = {}; ///< empty: right
    std::vector<Signal> signals = {Signal{}};
    std::vector<std::string> records; ///< raw bytes
    std::string tail;                 ///< raw bytes after the records

    static std::string field(const std::string& text, std::size_t width) {
        std::string padded = text;
        padded.resize(width, ' ');
        return padded;
    }

    std::string bytes() const {
        const auto orElse = [](const std::string& given, std::size_t right) {
            return given.empty() ? std::to_string(right) : given;
        };
        std::string file = field(version, 8) + field(patient, 80) + field(recording, 80) + field(date, 8) +
                           field(time, 8) + field(orElse(headerBytes, 256 * (signals.size() + 1)), 8) +
                           field(reserved, 44) + field(orElse(recordCount, records.size()), 8) +
                           field(recordSeconds, 8) + field(orElse(signalCount, signals.size()), 4);
        const auto column = [&](std::string Signal::*member, std::size_t width) {
            for (const Signal& signal : signals)
                file += field(signal.*member, width);
        };
        column(&Signal::label, 16);
        column(&Signal::transducer, 80);
        column(&Signal::unit, 8);
        column(&Signal::physicalMinimum, 8);
        column(&Signal::physicalMaximum, 8);
        column(&Signal::digitalMinimum, 8);
        column(&Signal::digitalMaximum, 8);
        column(&Signal::prefilter, 80);
        column(&Signal::samples, 8);
        file.append(32 * signals.size(), ' ');
        for (const std::string& record : records)
            file += record;
        return file + tail;
    }
};

/// Samples as the bytes of an EDF record.
inline std::string samples16(const std::vector<int>& samples) {
    std::string bytes;
    for (const int sample : samples) {
        bytes.push_back(static_cast<char>(sample & 0xFF));
        bytes.push_back(static_cast<char>(sample >> 8 & 0xFF));
    }
    return bytes;
}

inline std::string samples24(const std::vector<int>& samples) {
    std::string bytes;
    for (const int sample : samples)
        for (int shift = 0; shift < 24; shift += 8)
            bytes.push_back(static_cast<char>(sample >> shift & 0xFF));
    return bytes;
}

/// An annotation signal's part of a record: '@' stands for the byte 20, '^' for 21, '|' for 0.
inline std::string lists(std::string text, std::size_t bytes) {
    for (char& c : text)
        c = c == '@' ? '\x14' : c == '^' ? '\x15' : c == '|' ? '\0' : c;
    text.resize(bytes, '\0');
    return text;
}

inline EdfText::Signal annotationSignal(const std::string& samples = "30") {
    return {.label = "EDF Annotations",
            .unit = "",
            .physicalMinimum = "-1",
            .physicalMaximum = "1",
            .digitalMinimum = "-32768",
            .digitalMaximum = "32767",
            .samples = samples};
}

/// `bytes` must outlive the file.
inline hypnodesk::Result<hypnodesk::EdfFile> viewOf(const std::string& bytes) {
    return hypnodesk::EdfFile::view(std::as_bytes(std::span(bytes)));
}

inline std::vector<std::int32_t> digitalSamples(const hypnodesk::EdfFile& file, int signal) {
    std::vector<std::int32_t> samples(static_cast<std::size_t>(file.sampleCount(signal)));
    file.readDigital(signal, 0, samples);
    return samples;
}

/// "repair record-count, loss truncated": severity and code of every finding, in order.
inline std::string findingsOf(const std::vector<hypnodesk::Finding>& findings) {
    std::string all;
    for (const hypnodesk::Finding& finding : findings) {
        using Severity = hypnodesk::Finding::Severity;
        const char* severity = finding.severity == Severity::Loss     ? "loss "
                               : finding.severity == Severity::Repair ? "repair "
                                                                      : "note ";
        all += (all.empty() ? "" : ", ") + (severity + finding.code);
    }
    return all;
}
