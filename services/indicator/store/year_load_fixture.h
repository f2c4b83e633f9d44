// Small loads of a department-year for tests, and a store whose calls wait for their answers.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_LOAD_FIXTURE_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_LOAD_FIXTURE_H_

#include <future>
#include <string>
#include <utility>
#include <vector>

#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/store/indicator_store.h"

namespace zhengping::indicator {

inline YearKey Cuiyuan(int fiscal_year = 2023) { return {{"430503000", "403"}, fiscal_year}; }

inline PlanRow TargetRow(std::string level1, std::string level2, std::string level3, int64_t target, int64_t weight) {
  PlanRow row;
  row.key = {"", std::move(level1), std::move(level2), std::move(level3), ""};
  row.target.value.emplace(target);
  row.target.text = "≥" + std::to_string(target);
  row.unit = "户";
  row.weight.emplace(weight);
  row.source = "plan.csv 第 2 行";
  return row;
}

inline Observation Observed(std::string level3, int64_t value, int month = 12, int day = 31) {
  Observation observation;
  observation.key = {"", "产出指标", "数量指标", std::move(level3), ""};
  observation.date = *Date::FromYmd(2023, month, day);
  observation.value.emplace(value);
  observation.unit = "户";
  observation.evidence = "台账";
  return observation;
}

inline YearLoad SmallLoad(YearKey key = Cuiyuan()) {
  YearLoad load;
  load.key = std::move(key);
  load.source = "case";
  load.framework = Compiled(SelfEvaluation2020());
  load.content.framework = "self-evaluation-2020";
  load.content.plan = {TargetRow("产出指标", "数量指标", "测绘户数", 56, 50),
                       TargetRow("效益指标", "社会效益指标", "新增就业人数", 48, 30),
                       TargetRow("满意度指标", "服务对象满意度指标", "居民满意度", 90, 10)};
  load.content.observations = {Observed("测绘户数", 55), Observed("总户数", 56)};
  CheckRow check;
  check.name = "只差一户";
  check.expression = "总户数 - 测绘户数 = 1";
  load.content.checks = {check};
  return load;
}

inline RequestStamp Stamp(std::string request_id = "") {
  return {.caller = "local-operator", .request_id = std::move(request_id), .now_ms = 1704067200000};
}

// The whole plan of a load again, for a test to change.
inline PlanUpdate UpdateOf(const YearLoad& load) {
  PlanUpdate update;
  update.key = load.key;
  update.rows = load.content.plan;
  update.framework = load.content.framework;
  update.framework_before = load.content.framework;
  update.compiled = load.framework;
  return update;
}

class WaitingStore {
 public:
  explicit WaitingStore(storage::Database& database) : store_(database) {}

  absl::StatusOr<Loaded> Load(const YearLoad& load, const RequestStamp& stamp = Stamp()) {
    return Wait<Loaded>([&](auto done) { store_.Load(load, stamp, done); });
  }
  absl::StatusOr<Loaded> Preview(const YearLoad& load) {
    return Wait<Loaded>([&](auto done) { store_.PreviewLoad(load, done); });
  }
  absl::StatusOr<YearMark> Add(const std::vector<Observation>& observations, const RequestStamp& stamp = Stamp(),
                               const YearKey& key = Cuiyuan()) {
    return Wait<YearMark>([&](auto done) { store_.AddObservations(key, observations, stamp, done); });
  }
  absl::StatusOr<YearMark> Update(const PlanUpdate& update, const RequestStamp& stamp = Stamp()) {
    return Wait<YearMark>([&](auto done) { store_.UpdatePlan(update, stamp, done); });
  }
  absl::StatusOr<YearContent> PreviewUpdate(const PlanUpdate& update) {
    return Wait<YearContent>([&](auto done) { store_.PreviewUpdatePlan(update, done); });
  }
  absl::StatusOr<StoredPlan> ReadPlan(int64_t revision = 0, const YearKey& key = Cuiyuan()) {
    return Wait<StoredPlan>([&](auto done) { store_.ReadPlan(key, revision, true, done); });
  }
  absl::StatusOr<RecordedYear> ReadObservations(int64_t revision = 0, const YearKey& key = Cuiyuan()) {
    return Wait<RecordedYear>([&](auto done) { store_.ReadObservations(key, revision, done); });
  }
  absl::StatusOr<std::vector<ImportedYear>> Import(const std::vector<YearImport>& imports) {
    return Wait<std::vector<ImportedYear>>([&](auto done) { store_.ImportRecords(imports, Stamp(), done); });
  }
  absl::StatusOr<std::vector<ImportedYear>> PreviewImport(const std::vector<YearImport>& imports) {
    return Wait<std::vector<ImportedYear>>([&](auto done) { store_.PreviewImport(imports, done); });
  }
  absl::StatusOr<StoredYear> Read(const YearKey& key = Cuiyuan(), int64_t revision = 0) {
    return Wait<StoredYear>([&](auto done) { store_.ReadYear(key, revision, done); });
  }

 private:
  template <typename T, typename Call>
  absl::StatusOr<T> Wait(Call call) {
    std::promise<absl::StatusOr<T>> promise;
    std::future<absl::StatusOr<T>> future = promise.get_future();
    call([&promise](absl::StatusOr<T> result) { promise.set_value(std::move(result)); });
    return future.get();
  }

  IndicatorStore store_;
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_LOAD_FIXTURE_H_
