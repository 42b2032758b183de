#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/model/model_defaults.h"
#include "core/model/model_details.h"
#include "core/model/model_library.h"
#include "core/model/model_transfer.h"
#include "tests/core/model/model_fixtures.h"

#include <nlohmann/json.hpp>

using namespace hypnodesk;
using hypnodesk::test::ModelFolder;
using hypnodesk::test::smallModel;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    return at == std::string::npos ? std::string() : text.replace(at, what.size(), by);
}

} // namespace

class TestModelTransfer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsParentsAndRecord() {
        const ModelFolder folder;
        const std::string digest = folder.install("clinic");
        const auto plain = readModelDetails({"clinic", folder.modelPath("clinic"), false});
        QVERIFY(!plain.problem);
        QCOMPARE(plain.name, std::string("clinic"));
        QCOMPARE(plain.sha256, digest);
        QVERIFY((plain.parents == std::vector<std::string>{"parent", "grandparent"}));
        QCOMPARE(plain.parentSha256, std::string("abc"));
        QVERIFY(plain.record.is_null());

        writeRecord(folder, "clinic", digest);
        const auto recorded = readModelDetails({"clinic", folder.modelPath("clinic"), false});
        QVERIFY(!recorded.problem);
        QCOMPARE(recorded.madeUtc, std::string("2026-11-22T12:00:00Z"));
        writeRecord(folder, "clinic", "0123");
        QCOMPARE(readModelDetails({"clinic", folder.modelPath("clinic"), false}).problem->code,
                 ErrorCode::DigestMismatch);
        QVERIFY(writeFileAtomically(folder.modelPath("text"), "no model").has_value());
        QVERIFY(readModelDetails({"text", folder.modelPath("text"), false}).problem.has_value());
    }

    void comesBackByteForByte() {
        const ModelFolder from;
        const std::string digest = from.install("clinic");
        writeRecord(from, "clinic", digest);
        const auto out = from.file("for-others.safetensors");
        QVERIFY(exportModel(from.modelPath("clinic"), out).has_value());
        QCOMPARE(exportModel(from.modelPath("clinic"), out).error().code, ErrorCode::FileUnwritable);
        QVERIFY(readModelFile(out)->weights == smallModel("clinic").weights); // a model as it is
        const std::string bytes = *readTextFile(out);

        const ModelFolder to;
        const auto file = to.file("received");
        QVERIFY(writeFileAtomically(file, bytes).has_value());
        const auto id = importModel(file, to.path(), "Clinic of Ann");
        QVERIFY2(id.has_value(), id ? "" : id.error().detail.c_str());
        QCOMPARE(*id, std::string("Clinic-of-Ann"));
        QCOMPARE(*sha256HexOfFile(to.modelPath(*id)), digest);
        const auto details = readModelDetails({*id, to.modelPath(*id), false});
        QVERIFY(!details.problem);
        QCOMPARE(details.record["note"].get<std::string>(), std::string("first"));
        // A name that is taken is never written over.
        QCOMPARE(importModel(file, to.path(), "Clinic of Ann").error().code, ErrorCode::FileUnwritable);
        QCOMPARE(*sha256HexOfFile(to.modelPath(*id)), digest);
    }

    void takesAPlainModel() {
        const ModelFolder folder;
        ModelFile model = smallModel("plain");
        QTemporaryDir elsewhere;
        const std::filesystem::path file = elsewhere.filePath("plain.safetensors").toStdString();
        QVERIFY(writeModelFile(model, file).has_value());
        QCOMPARE(*importModel(file, folder.path()), std::string("plain"));
        QVERIFY(readModelDetails({"plain", folder.modelPath("plain"), false}).record.is_null());
    }

    void refusesWithTheReason() {
        const ModelFolder folder;
        const std::string digest = folder.install("clinic");
        writeRecord(folder, "clinic", digest);
        const auto out = folder.file("exported");
        QVERIFY(exportModel(folder.modelPath("clinic"), out).has_value());
        const std::string whole = *readTextFile(out);
        const auto refused = [&](const std::string& bytes) {
            const auto file = folder.file("received");
            [&] { QVERIFY(writeFileAtomically(file, bytes).has_value()); }();
            const auto result = importModel(file, folder.path(), "new");
            return result ? ErrorCode::Internal : result.error().code;
        };
        QCOMPARE(refused("a letter to a colleague"), ErrorCode::FormatUnknown);
        QCOMPARE(refused(replaced(whole, "1.25", "9.25")), ErrorCode::DigestMismatch);   // temperature
        QCOMPARE(refused(replaced(whole, "first", "worst")), ErrorCode::DigestMismatch); // record
        std::string altered = whole;
        altered.back() = static_cast<char>(altered.back() ^ 1);
        QCOMPARE(refused(altered), ErrorCode::DigestMismatch); // a weight
        const std::string plain = *readTextFile(folder.modelPath("clinic"));
        QCOMPARE(refused(replaced(plain, R"("hypnodesk_format":"1")", R"("hypnodesk_format":"2")")),
                 ErrorCode::FormatUnsupported);
        for (std::size_t length = 0; length < whole.size(); length += 61) {
            const ErrorCode code = refused(whole.substr(0, length));
            QVERIFY(code == ErrorCode::FormatInvalid || code == ErrorCode::FormatUnknown);
        }
        const auto shapes = importModel(out, folder.path(), "new", [](const std::filesystem::path& path) {
            return failAt(path.string(), Error{ErrorCode::FormatInvalid, "w: 2 x 2, expected 128 x 128"});
        });
        QVERIFY(!shapes.has_value());
        QCOMPARE(shapes.error().detail, out.string() + ": w: 2 x 2, expected 128 x 128");
        // Nothing of all that stayed behind.
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        QVERIFY((names == std::vector<std::string>{"clinic.record.json", "clinic.safetensors", "exported",
                                                   "received"}));
    }

    void removesOnlyOwnModelsThatAreNoDefault() {
        const ModelFolder folder;
        const std::string digest = folder.install("clinic");
        writeRecord(folder, "clinic", digest);
        QVERIFY(setDefaultModel(folder.path(), "clinic", "O2-M1", {"anna", "now"}).has_value());
        QCOMPARE(removeModel("clinic").error().code, ErrorCode::ArgumentInvalid);
        QVERIFY(rollBackDefaultModel(folder.path(), {"anna", "now"}).has_value());
        QVERIFY(removeModel("clinic").has_value());
        QVERIFY(!std::filesystem::exists(folder.modelPath("clinic")));
        QVERIFY(!std::filesystem::exists(folder.file("clinic.record.json")));
        QCOMPARE(removeModel("clinic").error().code, ErrorCode::FileMissing);
        QCOMPARE(removeModel(shippedModel()->stem().string()).error().code, ErrorCode::ArgumentInvalid);
    }

    void makesIds() {
        QCOMPARE(modelIdFrom("Clinic B, 2026"), std::string("Clinic-B-2026"));
        QCOMPARE(modelIdFrom("../../etc"), std::string("etc"));
        QCOMPARE(modelIdFrom(" "), std::string("model"));
    }

private:
    static void writeRecord(const ModelFolder& folder, const std::string& id, const std::string& digest) {
        const nlohmann::json record = {
            {kRecordModelDigest, digest}, {"utc", "2026-11-22T12:00:00Z"}, {"note", "first"}};
        QVERIFY(writeFileAtomically(changeRecordPath(folder.modelPath(id)), record.dump()).has_value());
    }
};

QTEST_APPLESS_MAIN(TestModelTransfer)
#include "tst_model_transfer.moc"
