#pragma once

#include "ui/document/study_document.h"
#include "ui/montage/montage_library.h"
#include "ui/trace/trace_settings.h"

#include <QObject>

#include <string>
#include <vector>

namespace hypnodesk {

/// The montage through which the open night is looked at. A night begins with the standard one; what is
/// changed here stays with the night's study, the user's own montages stay in the library.
class NightMontage : public QObject {
    Q_OBJECT

public:
    /// Both must live longer.
    NightMontage(StudyDocument& document, MontageLibrary& library, QObject* parent = nullptr);

    const Montage& montage() const { return m_montage; }
    const RecordingPtr& recording() const { return m_document.recording(); }
    /// What of it the night has.
    const ResolvedMontage& resolved() const { return m_resolved; }
    /// Visible rows that the night has, from the top, ready to be drawn.
    std::vector<TraceRow> shownRows() const;

    /// What can be chosen for this night: the built-in montages that it has rows for, then the user's.
    std::vector<Montage> choices() const;
    /// The built-in montage of this name as this night makes it; nullopt when there is none.
    std::optional<Montage> builtIn(const std::string& name) const;

    /// Looks through another montage, and says which of its channels the night lacks. One without any channel
    /// of the night is refused, and said so.
    void use(const Montage& montage);
    /// The same without a word: for trying out.
    void show(const Montage& montage);
    void useChoice(std::size_t index); ///< of choices(); none: nothing happens
    /// `row` is an index into montage().rows.
    void setVisible(std::size_t row, bool visible);
    /// Makes the trace of a shown row larger (> 0) or smaller, by steps of the square root of 2.
    void enlarge(std::size_t shownRow, int steps);
    /// Every EEG and EOG row against the contralateral mastoid; says what was done.
    void rereference();

    /// For the study: the montage in use as text, and back. Restoring reads what version 0.1 kept (names of
    /// shown channels) too, and ignores what makes no sense.
    std::string text() const { return montageText(m_montage); }
    void restore(const std::string& text);

    std::vector<std::string> shownNames() const;
    /// Of the rows of the montage in use, shows those with these names.
    void showOnly(const std::vector<std::string>& names);

Q_SIGNALS:
    /// Other rows, or other looks of them.
    void changed();
    void nightChanged(); ///< another night, or none
    void said(const QString& text);

private:
    void restart();
    void set(Montage montage);

    StudyDocument& m_document;
    MontageLibrary& m_library;
    Montage m_montage;
    ResolvedMontage m_resolved;
};

} // namespace hypnodesk
