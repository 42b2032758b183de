// The part of the document that keeps the scorings of the night and asks the study for them.

#include "ui/base/qt_convert.h"
#include "ui/document/proposals.h"
#include "ui/document/study_document.h"
#include "ui/document/study_writer.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace {

/// As the study will call it.
std::string revisionName(const ScoringInfo& info) {
    const std::string base = info.name.substr(0, info.name.rfind(", revision "));
    return fmt::format("{}, revision {}", base, info.revision + 1);
}

} // namespace

void StudyDocument::takeInfo(ScoringKey key, const ScoringInfo& info) {
    ScoringSheet* known = sheet(key);
    if (!known)
        return;
    // What was done since the study answered is newer than the answer.
    const ScoringInfo mine = std::exchange(known->info, info);
    known->info.name = mine.name;
    known->info.isDeleted = mine.isDeleted;
    known->info.signedBy = mine.signedBy;
    known->info.signedUtc = mine.signedUtc;
    Q_EMIT scoringsChanged();
}

const ScoringSheet* StudyDocument::scoring(ScoringKey key) const {
    const auto found =
        std::find_if(m_sheets.begin(), m_sheets.end(), [key](const auto& sheet) { return sheet.key == key; });
    return found == m_sheets.end() ? nullptr : &*found;
}

ScoringSheet* StudyDocument::sheet(ScoringKey key) {
    return const_cast<ScoringSheet*>(scoring(key));
}

ScoringSheet& StudyDocument::active() {
    return *sheet(m_active);
}

ScoringKey StudyDocument::keyOf(ScoringId id) const {
    for (const ScoringSheet& sheet : m_sheets)
        if (sheet.info.id == id)
            return sheet.key;
    return id;
}

std::string StudyDocument::freeName(const std::string& wanted) const {
    const auto isTaken = [this](const std::string& name) {
        return std::any_of(m_sheets.begin(), m_sheets.end(), [&](const auto& sheet) {
            return !sheet.info.isDeleted && sheet.info.name == name;
        });
    };
    std::string name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = fmt::format("{} ({})", wanted, number);
    return name;
}

ScoringKey StudyDocument::addSheet(ScoringSheet added) {
    added.key = --m_lastKey;
    added.isLoaded = true;
    added.info.grid = added.hypnogram.grid();
    m_sheets.push_back(std::move(added));
    return m_lastKey;
}

void StudyDocument::fill(ScoringSheet& filled, const LoadedScoring& loaded) {
    filled.info = loaded.info;
    filled.hypnogram = loaded.hypnogram;
    filled.history = EditHistory(loaded.undo);
    filled.isLoaded = true;
    filled.lookedAt = loaded.lookedAt;
    filled.rkStages = loaded.rkStages;
    if (!loaded.run)
        return;
    filled.run = keyOf(*loaded.run);
    if (ScoringSheet* run = sheet(*filled.run))
        run->probabilities = loaded.probabilities;
}

void StudyDocument::activate(ScoringKey key) {
    if (m_training && key != m_training->own)
        leaveTraining();
    const bool isOtherGrid = committedHypnogram().grid() != scoring(key)->hypnogram.grid();
    m_active = key;
    m_preview.reset();
    // In line behind the creation of the scoring, so that its number is known by then.
    StudyTask remember;
    remember.run = [key](Study& study, StudySession& session) {
        return session.idOf(key).and_then(
            [&](ScoringId id) { return study.setSetting(kScoringSetting, fmt::format("{}", id)); });
    };
    remember.mustSucceed = false;
    remember.isChange = false;
    submit(std::move(remember));
    refreshShown();
    refreshProbabilities();
    refreshEvents();
    if (isOtherGrid)
        Q_EMIT recordingChanged();
    Q_EMIT scoringsChanged();
    Q_EMIT probabilitiesChanged();
    Q_EMIT hypnogramChanged();
    Q_EMIT historyChanged();
    Q_EMIT lookedAtChanged();
    Q_EMIT eventsChanged();
    if (isOtherGrid) {
        setCurrentEpoch(m_currentEpoch);
        updateSpan();
    }
}

void StudyDocument::refreshProbabilities() {
    m_probabilities.reset();
    const ScoringSheet* shown = activeScoring();
    if (!shown || !shown->run)
        return;
    const ScoringSheet* run = scoring(*shown->run);
    if (run && run->probabilities)
        m_probabilities = *run->probabilities;
    else if (run)
        loadProbabilities(run->key);
    refreshRevealed();
}

void StudyDocument::loadProbabilities(ScoringKey key) {
    if (!m_writer)
        return;
    const auto night = std::make_shared<std::optional<NightProbabilities>>();
    std::erase_if(m_questions, [](const Job& job) { return !job.isActive(); });
    m_questions.push_back(m_writer->ask(
        [night, key](Study& study, StudySession& session) -> Result<void> {
            const auto id = session.idOf(key);
            if (!id)
                return tl::make_unexpected(id.error());
            auto read = study.probabilities(*id);
            if (!read)
                return tl::make_unexpected(read.error());
            *night = std::move(*read);
            return {};
        },
        [this, night, key](const Result<void>& result) {
            ScoringSheet* run = sheet(key);
            if (!result || !run)
                return;
            run->probabilities = std::make_shared<const NightProbabilities>(std::move(**night));
            if (const ScoringSheet* shown = activeScoring(); shown && shown->run == key) {
                refreshProbabilities();
                Q_EMIT probabilitiesChanged();
                Q_EMIT hypnogramChanged(); // the marks of doubt
            }
        }));
}

void StudyDocument::whenLoaded(ScoringKey key, std::function<void()> then) {
    const ScoringSheet* wanted = scoring(key);
    if (!wanted)
        return;
    if (wanted->isLoaded) {
        then();
        return;
    }
    if (!m_writer)
        return;
    const auto loaded = std::make_shared<std::optional<LoadedScoring>>();
    std::erase_if(m_questions, [](const Job& job) { return !job.isActive(); });
    m_isWaiting = true;
    m_questions.push_back(m_writer->ask(
        [loaded, key](Study& study, StudySession& session) -> Result<void> {
            const auto id = session.idOf(key);
            if (!id)
                return tl::make_unexpected(id.error());
            auto read = loadScoring(study, *id);
            if (!read)
                return tl::make_unexpected(read.error());
            *loaded = std::move(*read);
            return {};
        },
        [this, loaded, key, then = std::move(then)](const Result<void>& result) {
            m_isWaiting = false;
            ScoringSheet* read = sheet(key);
            if (result && read) {
                fill(*read, **loaded);
                then();
            } else if (!result) {
                Q_EMIT refused(Refusal::NotNow, tr("The scoring could not be read from the study file: %1")
                                                    .arg(toQString(result.error().detail)));
            }
            resume();
        }));
}

void StudyDocument::setShowsRkStages(bool shows) {
    if (std::exchange(m_showsRkStages, shows) != shows)
        Q_EMIT hypnogramChanged();
}

const RkStages& StudyDocument::shownRkStages(const ScoringSheet* sheet) const {
    static const RkStages none;
    return m_showsRkStages && sheet ? sheet->rkStages : none;
}

void StudyDocument::showScoring(ScoringKey key) {
    whenReady([this, key] {
        if (key == m_active)
            return;
        whenLoaded(key, [this, key] { activate(key); });
    });
}

ScoringKey StudyDocument::createScoring(const std::string& name, ScoringKind kind, const Hypnogram& hypnogram,
                                        const std::string& scorer, const std::string& note,
                                        std::optional<ScoringKey> run, const RkStages& rkStages) {
    ScoringSheet added;
    added.info.name = freeName(name);
    added.info.kind = kind;
    added.info.scorer = scorer;
    added.hypnogram = hypnogram;
    added.rkStages = rkStages;
    added.run = run;
    const NewScoring order{added.info.name, kind, scorer, hypnogram, std::nullopt, note, {}, rkStages};
    const ScoringKey key = addSheet(std::move(added));
    submitCreation(key, [order, run](Study& study, const StudySession& session) -> Result<ScoringId> {
        NewScoring complete = order;
        if (run) {
            const auto id = session.idOf(*run);
            if (!id)
                return tl::make_unexpected(id.error());
            complete.networkRun = *id;
        }
        return study.createScoring(complete);
    });
    return key;
}

ScoringKey StudyDocument::addScoring(const std::string& name, ScoringKind kind, const Hypnogram& hypnogram,
                                     const std::string& scorer, const std::string& note,
                                     std::optional<ScoringKey> run, const RkStages& rkStages) {
    const ScoringKey key = createScoring(name, kind, hypnogram, scorer, note, run, rkStages);
    activate(key);
    return key;
}

ScoringKey StudyDocument::addRun(NightProbabilities night, const std::string& name, const std::string& device,
                                 const std::string& optionsJson, const std::string& note) {
    ScoringSheet added;
    added.info.name = freeName(name);
    added.info.kind = ScoringKind::Network;
    added.info.scorer = night.modelName;
    added.info.modelName = night.modelName;
    added.info.modelDigest = night.modelDigest;
    added.info.device = device;
    added.info.optionsJson = optionsJson;
    added.hypnogram = Hypnogram::fromProbabilities(night);
    added.probabilities = std::make_shared<const NightProbabilities>(std::move(night));
    const auto probabilities = added.probabilities;
    const std::string freshName = added.info.name;
    const ScoringKey key = addSheet(std::move(added));
    sheet(key)->run = key;
    submitCreation(key, [=](Study& study, const StudySession&) {
        return study.createNetworkRun({freshName, *probabilities, device, optionsJson, note});
    });
    Q_EMIT scoringsChanged();
    return key;
}

void StudyDocument::takeProbabilities(NightProbabilities night, const std::string& device,
                                      const std::string& optionsJson) {
    m_preview.reset();
    if (isReadOnly()) {
        refreshShown();
        Q_EMIT probabilitiesChanged();
        Q_EMIT hypnogramChanged();
        Q_EMIT refused(Refusal::ReadOnly, m_readOnlyReason);
        return;
    }
    whenReady([this, night = std::move(night), device, optionsJson]() mutable {
        const std::string name = fmt::format("{}, {}", night.modelName, night.derivation);
        const ScoringKey run = addRun(std::move(night), name, device, optionsJson, {});
        const ScoringSheet& shown = active();
        if (m_training)
            return; // the trainee's stages are the trainee's
        if (!shown.info.isEditable()) {
            activate(run);
            return;
        }
        const Hypnogram after = withProposals(shown.hypnogram, *scoring(run)->probabilities);
        edit(editBetween(shown.hypnogram, after), EditSource::Network, tr("Score by network"),
             EditStep::RunChange{shown.run, run});
    });
}

ScoringKey StudyDocument::startCopy(ScoringKey source, const std::string& name) {
    const ScoringSheet& original = *scoring(source);
    ScoringSheet copy;
    copy.info.name = freeName(name);
    copy.info.kind = ScoringKind::Human;
    copy.info.scorer = m_scorer;
    copy.info.basedOn = original.info.id;
    copy.hypnogram = original.hypnogram;
    copy.rkStages = original.rkStages;
    copy.run = original.run;
    const std::string freshName = copy.info.name;
    const ScoringKey key = addSheet(std::move(copy));
    copyEvents(*scoring(source), *sheet(key));
    submitCreation(key, [=, scorer = m_scorer](Study& study, const StudySession& session) {
        return session.idOf(source).and_then(
            [&](ScoringId id) { return study.copyScoring(id, freshName, scorer); });
    });
    return key;
}

void StudyDocument::copyScoring(ScoringKey key, const std::string& name) {
    whenReady([this, key, name] {
        if (!isReadOnly())
            whenLoaded(key, [this, key, name] { activate(startCopy(key, name)); });
    });
}

void StudyDocument::reviseScoring(ScoringKey key) {
    whenReady([this, key] {
        if (isReadOnly())
            return;
        whenLoaded(key, [this, key] {
            const ScoringSheet& original = *scoring(key);
            ScoringSheet revised;
            revised.info = original.info;
            revised.info.id = 0;
            revised.info.signedBy.clear();
            revised.info.signedUtc.clear();
            revised.info.revision = original.info.revision + 1;
            revised.info.name = revisionName(original.info);
            revised.info.basedOn = original.info.id;
            revised.hypnogram = original.hypnogram;
            revised.rkStages = original.rkStages;
            revised.run = original.run;
            const ScoringKey fresh = addSheet(std::move(revised));
            copyEvents(*scoring(key), *sheet(fresh));
            submitCreation(fresh, [key](Study& study, const StudySession& session) {
                return session.idOf(key).and_then([&](ScoringId id) { return study.revise(id); });
            });
            activate(fresh);
        });
    });
}

void StudyDocument::renameScoring(ScoringKey key, const std::string& name) {
    ScoringSheet* renamed = sheet(key);
    if (!renamed || isReadOnly() || name.empty() || renamed->info.name == name)
        return;
    const std::string fresh = freeName(name);
    renamed->info.name = fresh;
    submitFor(key, [fresh](Study& study, ScoringId id) { return study.renameScoring(id, fresh); });
    Q_EMIT scoringsChanged();
}

void StudyDocument::deleteScoring(ScoringKey key) {
    ScoringSheet* gone = sheet(key);
    if (!gone || isReadOnly() || gone->info.isDeleted)
        return;
    gone->info.isDeleted = true;
    submitFor(key, [](Study& study, ScoringId id) { return study.deleteScoring(id); });
    if (m_overlay == key)
        setOverlay(std::nullopt);
    if (m_active == key) {
        const auto next = std::find_if(m_sheets.rbegin(), m_sheets.rend(),
                                       [](const auto& sheet) { return !sheet.info.isDeleted; });
        if (next != m_sheets.rend())
            showScoring(next->key);
        else
            addScoring(m_scorer, ScoringKind::Human, Hypnogram(gone->hypnogram.grid()), m_scorer);
    }
    Q_EMIT scoringsChanged();
}

void StudyDocument::restoreScoring(ScoringKey key) {
    ScoringSheet* back = sheet(key);
    if (!back || isReadOnly() || !back->info.isDeleted)
        return;
    back->info.isDeleted = false;
    submitFor(key, [](Study& study, ScoringId id) { return study.restoreScoring(id); });
    Q_EMIT scoringsChanged();
    showScoring(key);
}

void StudyDocument::signScoring(ScoringKey key, const std::string& name) {
    ScoringSheet* locked = sheet(key);
    if (!locked || isReadOnly() || !locked->info.isEditable() || name.empty())
        return;
    locked->info.signedBy = name;
    submitFor(key, [name](Study& study, ScoringId id) { return study.signScoring(id, name); });
    Q_EMIT scoringsChanged();
    Q_EMIT historyChanged();
}

void StudyDocument::setOverlay(std::optional<ScoringKey> key) {
    if (!key) {
        m_overlay.reset();
        Q_EMIT overlayChanged();
        return;
    }
    whenLoaded(*key, [this, key] {
        m_overlay = key;
        Q_EMIT overlayChanged();
    });
}

std::vector<std::pair<ScoringKey, NewScoring>> StudyDocument::everythingInMemory() const {
    std::vector<std::pair<ScoringKey, NewScoring>> all;
    for (const ScoringSheet& sheet : m_sheets)
        if (sheet.isLoaded && !sheet.info.isDeleted)
            all.emplace_back(
                sheet.key,
                NewScoring{sheet.info.name,
                           sheet.info.kind == ScoringKind::Network ? ScoringKind::Imported : sheet.info.kind,
                           sheet.info.scorer, sheet.hypnogram, std::nullopt,
                           "rescued from memory: the study file failed", sheet.events, sheet.rkStages});
    return all;
}

} // namespace hypnodesk
