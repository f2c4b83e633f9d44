#include "services/budget/store/settings_store.h"

#include "services/budget/store/ledger_fixture.h"

namespace zhengping::budget {
namespace {

class SettingsStoreTest : public LedgerStoreFixture {
 protected:
  const DivisionYear key_ = {.division = "430503000", .fiscal_year = 2023};

  absl::StatusOr<StoredSettings> Update(std::function<void(FindingSettings&)> change,
                                        std::optional<int64_t> expected_version = std::nullopt) {
    SettingsUpdate update;
    update.key = key_;
    update.change = [change](const FindingSettings& stored) -> absl::StatusOr<FindingSettings> {
      FindingSettings settings = stored;
      change(settings);
      return settings;
    };
    update.expected_version = expected_version;
    update.stamp = Stamp();
    return Await<StoredSettings>([&](auto done) { settings_.Update(std::move(update), std::move(done)); });
  }
  absl::StatusOr<StoredSettings> Get() {
    return Await<StoredSettings>([&](auto done) { settings_.Get(key_, std::move(done)); });
  }

  SettingsStore settings_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, SettingsStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(SettingsStoreTest, UnsetSettingsAreTheHouseDefaults) {
  const absl::StatusOr<StoredSettings> stored = Get();
  ASSERT_THAT(stored, IsOk());
  EXPECT_EQ(stored->settings, DefaultFindingSettings());
  EXPECT_EQ(stored->version, 0);
}

TEST_P(SettingsStoreTest, ChangeIsReadBackAndOldVersionsAreFoundByHash) {
  const absl::StatusOr<StoredSettings> changed = Update([](FindingSettings& settings) {
    settings.small_quota_amount.value = Money::Fen(1000000);
    settings.small_quota_amount.source = "大祥区财政局2023年通知";
    settings.budget_approval_date = *Date::FromYmd(2023, 1, 6);
    settings.budget_approval_source = "区人大会议公报";
    settings.mid_year_additions.grave = *Quotient(Rational(1), Rational(3));
  });
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->version, 1);
  const absl::StatusOr<StoredSettings> read = Get();
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->settings, changed->settings);
  EXPECT_EQ(SettingsHash(read->settings), SettingsHash(changed->settings));

  ASSERT_THAT(Update([](FindingSettings& settings) { settings.lookback_years.value = int64_t{1}; }), IsOk());
  const auto by_hash = [&](const std::string& hash) {
    return database().Read([&](storage::Connection& connection) { return SelectSettings(connection, key_, hash); });
  };
  EXPECT_THAT(by_hash(SettingsHash(changed->settings)), IsOkAndHolds(changed->settings));
  EXPECT_THAT(by_hash(SettingsHash(DefaultFindingSettings())), IsOkAndHolds(DefaultFindingSettings()));
  EXPECT_THAT(by_hash("00"), IsRefusal("SETTINGS_NOT_FOUND", "settings_hash"));
}

TEST_P(SettingsStoreTest, EveryParameterAndTheKeywordsAreKept) {
  const absl::StatusOr<StoredSettings> changed = Update([](FindingSettings& settings) {
    settings.small_quota_amount.value = Money::Fen(1);
    settings.release_deadline_days.value = int64_t{30};
    settings.lookback_years.value = int64_t{3};
    settings.recurring_tolerance.value = *Quotient(Rational(1), Rational(3));
    settings.spring_festival_share.value = *Quotient(Rational(2), Rational(5));
    settings.full_release_month.value = int64_t{9};
    settings.too_late_days.value = int64_t{10};
    for (Parameter* parameter : ParametersIn(settings)) parameter->source = "县财政局通知 " + parameter->name;
    settings.foreseeable_keywords = {{"例行", "考核奖"}, "县财政局通知"};
  });
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(Get()->settings, changed->settings);
  ASSERT_THAT(Update([](FindingSettings& settings) { settings.foreseeable_keywords.words.clear(); }), IsOk());
  EXPECT_TRUE(Get()->settings.foreseeable_keywords.words.empty()) << "no words are not the house's";
  ASSERT_THAT(Update([](FindingSettings& settings) { settings = DefaultFindingSettings(); }), IsOk());
  EXPECT_EQ(Get()->settings, DefaultFindingSettings());
}

TEST_P(SettingsStoreTest, RefusedChangeLeavesNoTrace) {
  EXPECT_THAT(Update([](FindingSettings& settings) { settings.release_timing.noted = Rational(2); }),
              IsRefusal("THRESHOLDS_NOT_ASCENDING"));
  EXPECT_THAT(Update([](FindingSettings& settings) { settings.lookback_years.value = int64_t{1}; }, 4),
              IsRefusal("ETAG_STALE", "analysis_settings.etag"));
  EXPECT_EQ(Get()->version, 0);
}

}  // namespace
}  // namespace zhengping::budget
