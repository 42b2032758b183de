#include "core/report/report_text.h"
#include "core/retraining/model_change_record.h"

#include <fmt/format.h>

namespace hypnodesk {

using nlohmann::json;

namespace {

constexpr const char* kHead =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Model change</title>\n"
    "<style>body{font:15px/1.45 sans-serif;max-width:52em;margin:2em auto;padding:0 1em;color:#1c2430}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.8em}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.25em .6em;border-bottom:1px solid #d5dae2;vertical-align:top}"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}"
    "code{font-size:.85em;overflow-wrap:anywhere}.verdict{font-size:1.15em;font-weight:bold}"
    "footer{margin-top:2em;font-size:.85em;color:#5a6472}</style>\n</head>\n<body>\n";

std::string escaped(const json& value) {
    if (value.is_string())
        return escapedForHtml(value.get_ref<const std::string&>());
    return value.is_null() ? std::string("–")
                           : escapedForHtml(value.dump(-1, ' ', false, json::error_handler_t::replace));
}

std::string number(const json& value, const char* format = "{:.3f}") {
    return value.is_null() ? std::string("–") : fmt::format(fmt::runtime(format), value.get<double>());
}

std::string range(const json& value, const char* format = "{:+.3f}") {
    return value.is_null()
               ? std::string("–")
               : fmt::format("{} to {}", number(value.at(0), format), number(value.at(1), format));
}

/// Rows of two cells.
std::string pairs(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::string table = "<table>\n";
    for (const auto& [name, value] : rows)
        table += fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", name, value);
    return table + "</table>\n";
}

std::string digest(const json& value) {
    return fmt::format("<code>{}</code>", escaped(value));
}

std::string figures(const json& exam) {
    std::string text = "<h2>Before and after, on nights the new model never saw</h2>\n"
                       "<table>\n<tr><th>Figure</th><th class=\"n\">Before</th><th class=\"n\">After</th>"
                       "<th class=\"n\">Difference</th><th class=\"n\">95 % interval</th>"
                       "<th class=\"n\">p</th></tr>\n";
    for (const json& f : exam.at("figures"))
        text += fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
                            "<td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
                            escaped(f.at("name")), number(f.at("before")), number(f.at("after")),
                            number(f.at("difference"), "{:+.3f}"), range(f.at("difference_interval")),
                            number(f.at("test").at("p"), "{:.3g}"));
    text +=
        "</table>\n<p>Intervals: bootstrap over subjects, not epochs. p: paired test, random signs of the "
        "subjects' differences.</p>\n";
    text += "<h2>Errors of the sleep statistics</h2>\n<table>\n<tr><th>Statistic</th>"
            "<th class=\"n\">Nights</th><th class=\"n\">Mean error before</th>"
            "<th class=\"n\">after</th><th class=\"n\">Mean size of the error before</th>"
            "<th class=\"n\">after</th><th class=\"n\">95 % interval of the change</th></tr>\n";
    for (const json& s : exam.at("statistics"))
        text += fmt::format("<tr><td>{} ({})</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
                            "<td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
                            "<td class=\"n\">{}</td></tr>\n",
                            escaped(s.at("name")), escaped(s.at("unit")), escaped(s.at("nights")),
                            number(s.at("bias_before"), "{:+.1f}"), number(s.at("bias_after"), "{:+.1f}"),
                            number(s.at("error_before"), "{:.1f}"), number(s.at("error_after"), "{:.1f}"),
                            range(s.at("difference_interval"), "{:+.1f}"));
    return text + "</table>\n";
}

std::string subjects(const json& exam) {
    std::string text = "<h2>Subjects examined</h2>\n<table>\n<tr><th>Subject</th><th class=\"n\">Nights</th>"
                       "<th class=\"n\">Epochs</th><th class=\"n\">Kappa before</th>"
                       "<th class=\"n\">Kappa after</th></tr>\n";
    for (const json& s : exam.at("subjects"))
        text += fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
                            "<td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
                            escaped(s.at("subject")), escaped(s.at("nights")), escaped(s.at("labels")),
                            number(s.at("kappa_before")), number(s.at("kappa_after")));
    return text + "</table>\n";
}

std::string nights(const json& record) {
    std::string text = "<h2>Nights learned from</h2>\n<table>\n<tr><th>Night</th><th>Subject</th>"
                       "<th>Derivation</th><th>Scorer</th><th class=\"n\">Labels</th><th>SHA-256</th></tr>\n";
    for (const json& n : record.at("data"))
        text += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td>"
                            "<td>{}</td></tr>\n",
                            escaped(n.at("name")), escaped(n.at("subject")), escaped(n.at("derivation")),
                            escaped(n.at("scorer")), escaped(n.at("labels")), digest(n.at("sha256")));
    text += "</table>\n";
    for (const json& reason : record.at("left_out"))
        text += fmt::format("<p>Left out: {}</p>\n", escaped(reason));
    return text;
}

std::string page(const json& record) {
    const json& exam = record.at("exam");
    const json& decision = record.at("decision");
    const json& plan = record.at("plan");
    std::string text = kHead;
    text += fmt::format("<h1>Model change: {}</h1>\n", escaped(record.at("model").at("name")));
    bool isFirst = true;
    for (const json& sentence : exam.at("words")) {
        text += fmt::format("<p{}>{}</p>\n", isFirst ? " class=\"verdict\"" : "", escaped(sentence));
        isFirst = false;
    }
    text += "<h2>Decision</h2>\n" + pairs({{"Decision", escaped(decision.at("decision"))},
                                           {"By", escaped(decision.at("signer"))},
                                           {"When", escaped(decision.at("when"))},
                                           {"Note", escaped(decision.at("note"))},
                                           {"Program", escaped(decision.at("program"))},
                                           {"Machine", escaped(decision.at("host"))}});
    text += "<h2>Models</h2>\n" + pairs({{"New model", escaped(record.at("model").at("name"))},
                                         {"SHA-256", digest(record.at("model").at("sha256"))},
                                         {"Present model", escaped(record.at("base").at("name"))},
                                         {"SHA-256", digest(record.at("base").at("sha256"))}});
    text += "<h2>How it was trained</h2>\n" +
            pairs({{"Mode", escaped(plan.at("mode"))},
                   {"Exam", escaped(plan.at("exam"))},
                   {"Labels", escaped(plan.at("labels"))},
                   {"Weight of staying close to the present model", number(plan.at("kl_weight"), "{:.2f}")},
                   {"Backbones' share of the rate", number(plan.at("backbone_rate"), "{:.2f}")},
                   {"Learning rate", number(plan.at("learning_rate"), "{:g}")},
                   {"Passes at most", escaped(plan.at("passes"))},
                   {"Windows a step", escaped(plan.at("batch_windows"))},
                   {"Seed", escaped(plan.at("seed"))},
                   {"Device", escaped(record.at("device"))},
                   {"Minutes", number(record.at("seconds").get<double>() / 60.0, "{:.1f}")}});
    for (const json& caution : plan.at("cautions"))
        text += fmt::format("<p>{}</p>\n", escaped(caution));
    if (!exam.at("figures").empty())
        text += figures(exam) + subjects(exam);
    text += nights(record);
    return text + "<footer>For research use. All automatically scored stages are subject to verification by "
                  "a qualified clinician.</footer>\n</body>\n</html>\n";
}

} // namespace

Result<std::string> modelChangeHtml(const json& record) {
    if (!record.is_object() || record.value("format", json()) != "hypnodesk-model-change" ||
        record.value("version", json()) != 1)
        return fail(ErrorCode::FormatUnsupported,
                    "not a record of a model change that this version can read");
    try {
        return page(record);
    } catch (const json::exception& error) {
        return fail(ErrorCode::FormatInvalid,
                    std::string("the record of the model change is incomplete: ") + error.what());
    }
}

} // namespace hypnodesk
