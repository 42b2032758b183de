#include "ui/main/about_dialog.h"

#include "ui/base/words.h"
#include "ui/settings/appearance.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {
constexpr int kTextWidth = 440; ///< pixels
}

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("About Hypnodesk"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* title = new QLabel(tr("Hypnodesk %1").arg(QStringLiteral(HYPNODESK_VERSION)), this);
    makeStrong(*title, 1.6);
    auto* text = new QLabel(
        tr("A desk for sleep scoring: the recording, its spectrogram, a neural network (MC2SleepNet) that "
           "proposes "
           "every stage and says how sure it is, and you, who decide.\n\nNothing leaves this computer.\n\n"
           "Free software under the GNU General Public License, version 3 or later. Built on Qt, "
           "QCustomPlot, "
           "LibTorch, FFTW, EDFlib, soxr, SQLite, OpenSSL, nlohmann-json, pugixml, {fmt} and spdlog."),
        this);
    auto* notice = new QLabel(researchNotice(), this);
    makeStrong(*notice);
    for (QLabel* label : {text, notice}) {
        label->setWordWrap(true);
        // A dialog takes two thirds of the screen at most, which on a small one would cut the text.
        label->setMinimumSize(kTextWidth, label->heightForWidth(kTextWidth));
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(notice);
    layout->addWidget(text);
    layout->addWidget(buttons);
}

} // namespace hypnodesk
