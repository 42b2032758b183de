#include "core/model/process_place.h"

#include <QTest>

#include <map>

using namespace hypnodesk;

namespace {

using Environment = std::map<std::string, std::string>;

Result<ProcessPlace> placeIn(const Environment& environment) {
    return placeAmongProcesses([&](const std::string& name) {
        const auto found = environment.find(name);
        return found == environment.end() ? std::nullopt : std::optional(found->second);
    });
}

const Environment kTorchrun{{"RANK", "5"},
                            {"WORLD_SIZE", "8"},
                            {"LOCAL_RANK", "1"},
                            {"LOCAL_WORLD_SIZE", "4"},
                            {"MASTER_ADDR", "gpu1"},
                            {"MASTER_PORT", "29500"},
                            {"TORCHELASTIC_USE_AGENT_STORE", "True"},
                            {"TORCHELASTIC_RESTART_COUNT", "2"}};

const Environment kSlurm{{"SLURM_PROCID", "3"},          {"SLURM_STEP_ID", "0"},
                         {"SLURM_NTASKS", "4"},          {"SLURM_LOCALID", "1"},
                         {"SLURM_NTASKS_PER_NODE", "2"}, {"SLURM_CPUS_PER_TASK", "6"},
                         {"SLURM_JOB_ID", "4210007"},    {"SLURM_JOB_NODELIST", "node[07-08]"}};

} // namespace

class TestProcessPlace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutALauncherOneIsAlone() {
        const auto place = placeIn({});
        QVERIFY(place && place->isAlone());
        QCOMPARE(place->rank, 0);
    }

    /// The shell of `salloc` knows the job's size, but srun did not start this process.
    void anInteractiveSlurmShellIsAlone() {
        const auto place = placeIn({{"SLURM_NTASKS", "4"}, {"SLURM_PROCID", "0"}});
        QVERIFY(place && place->isAlone());
    }

    void torchrun() {
        const auto place = placeIn(kTorchrun);
        QVERIFY(place.has_value());
        QCOMPARE(place->rank, 5);
        QCOMPARE(place->size, 8);
        QCOMPARE(place->localRank, 1);
        QCOMPARE(place->localSize, 4);
        QCOMPARE(place->host, std::string("gpu1"));
        QCOMPARE(int(place->port), 29500);
        QVERIFY(place->isHostedByLauncher);
        QCOMPARE(place->attempt, 2);
    }

    void slurm() {
        const auto place = placeIn(kSlurm);
        QVERIFY(place.has_value());
        QCOMPARE(place->rank, 3);
        QCOMPARE(place->size, 4);
        QCOMPARE(place->localRank, 1);
        QCOMPARE(place->localSize, 2);
        QCOMPARE(place->cores, 6);
        QCOMPARE(place->host, std::string("node07"));
        QCOMPARE(int(place->port), 15000 + 4210007 % 20000);
        QVERIFY(!place->isHostedByLauncher);
    }

    void slurmWithAnAddressOfItsOwn() {
        Environment environment = kSlurm;
        environment["MASTER_ADDR"] = "10.0.0.1";
        environment["MASTER_PORT"] = "1234";
        const auto place = placeIn(environment);
        QVERIFY(place.has_value());
        QCOMPARE(place->host, std::string("10.0.0.1"));
        QCOMPARE(int(place->port), 1234);
    }

    void whatIsMissingOrWrongIsNamed_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("rank too high") << "RANK"
                                       << "8";
        QTest::newRow("rank no number") << "RANK"
                                        << "one";
        QTest::newRow("negative rank") << "RANK"
                                       << "-1";
        QTest::newRow("no rank") << "RANK"
                                 << "";
        QTest::newRow("no size") << "WORLD_SIZE"
                                 << "";
        QTest::newRow("no process") << "WORLD_SIZE"
                                    << "0";
        QTest::newRow("port too high") << "MASTER_PORT"
                                       << "70000";
        QTest::newRow("no port") << "MASTER_PORT"
                                 << "";
        QTest::newRow("no address") << "MASTER_ADDR"
                                    << "";
    }

    void whatIsMissingOrWrongIsNamed() {
        QFETCH(QString, name);
        QFETCH(QString, value);
        Environment environment = kTorchrun;
        environment.erase(name.toStdString());
        if (!value.isEmpty())
            environment[name.toStdString()] = value.toStdString();
        const auto place = placeIn(environment);
        QVERIFY(!place);
        QCOMPARE(place.error().code, ErrorCode::ArgumentInvalid);
        QVERIFY2(place.error().detail.find(name.toStdString()) != std::string::npos,
                 place.error().detail.c_str());
    }

    void firstHostOfANodeList() {
        QCOMPARE(firstHost("node7"), std::string("node7"));
        QCOMPARE(firstHost("node7,node9"), std::string("node7"));
        QCOMPARE(firstHost("node[07-09,12],other"), std::string("node07"));
        QCOMPARE(firstHost("rack3-[2,5]"), std::string("rack3-2"));
        QCOMPARE(firstHost("login,rack[1-2]"), std::string("login"));
        QCOMPARE(firstHost("node["), std::string("node"));
        QCOMPARE(firstHost(""), std::string());
    }
};

QTEST_APPLESS_MAIN(TestProcessPlace)
#include "tst_process_place.moc"
