#include "core/base/atomic_file.h"
#include "core/model/model_library.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace hypnodesk;

class TestModelLibrary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsByNameAndByPath() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("clinic-b.safetensors").toStdString();
        QVERIFY(writeFileAtomically(path, "not looked into").has_value());
        QVERIFY(writeFileAtomically(folder.filePath("notes.txt").toStdString(), "no model").has_value());
        qputenv("HYPNODESK_MODELS", folder.path().toUtf8());

        const auto models = installedModels();
        QVERIFY(!models.empty());
        QCOMPARE(models.front().id, std::string("clinic-b"));
        QVERIFY(!models.front().isShipped);
        QVERIFY(std::none_of(models.begin(), models.end(), [](const auto& m) { return m.id == "notes"; }));
        QCOMPARE(*findModel("clinic-b"), path);
        QCOMPARE(*findModel(path.string()), path);

        const auto missing = findModel("clinic-z");
        QVERIFY(!missing.has_value());
        QCOMPARE(missing.error().code, ErrorCode::FileMissing);
        qunsetenv("HYPNODESK_MODELS");
    }
};

QTEST_APPLESS_MAIN(TestModelLibrary)
#include "tst_model_library.moc"
