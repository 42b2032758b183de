#pragma once

#include "app/command_line/labelled_nights.h"
#include "core/scoring/subject_folds.h"

#include <string>
#include <vector>

namespace hypnodesk::cli {

/// A way of dividing a public data set that papers compare by. R&K stage 4 counts as N3; movement and
/// unscored epochs count for nothing; sleep +- 30 min is used.
struct Protocol {
    std::string id;      ///< as in --protocol
    std::string inWords; ///< for people and for the results
    std::size_t folds;   ///< of the subjects; 1: a single split
    double testShare;    ///< of a single split
    std::size_t validationSubjects;
    std::size_t recordings; ///< that the whole data set has
    bool (*takes)(const LabelledRecording& recording);
};

/// sleep-edf-78 (10 folds), sleep-edf-20 (leave one subject out), shhs (70 % / 30 %, 100 for validation; Phan
/// et al. 2022, SleepTransformer).
const std::vector<Protocol>& protocols();
const Protocol* findProtocol(const std::string& id);

/// The recordings that belong to the protocol, with its wake margin. DataMissing when there is none; a data
/// set that is not whole is told on standard error.
Result<std::vector<LabelledRecording>> recordingsOf(const Protocol& protocol,
                                                    const std::vector<LabelledRecording>& all);

/// Its folds over these subjects. ArgumentInvalid for fewer than two.
Result<std::vector<SubjectFold>> foldsOf(const Protocol& protocol, const std::set<std::string>& subjects,
                                         std::uint32_t seed);

} // namespace hypnodesk::cli
