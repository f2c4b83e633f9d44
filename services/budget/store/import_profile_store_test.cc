#include "services/budget/store/import_profile_store.h"

#include "services/budget/store/ledger_fixture.h"

namespace zhengping::budget {
namespace {

class ImportProfileStoreTest : public LedgerStoreFixture {
 protected:
  const ProfileName name_ = {.division = "430503000", .profile = "payments"};

  static ImportProfile WholeProfile() {
    return {.table = "PAY_VOUCHER_BILL",
            .columns = {{"单号", "pay_cert_no"}, {"付了多少", "xpay_amt"}},
            .values = {{"state", "付讫", "COUNTS"}},
            .widths = {{"agency_code", 6}},
            .amount_unit_fen = 1'000'000,
            .default_department = "403",
            .default_department_name = "翠园街道办事处"};
  }

  absl::StatusOr<StoredProfile> Update(const ProfileName& name, const ImportProfile& profile, OnMissing on_missing,
                                       std::optional<int64_t> expected_version = std::nullopt) {
    ProfileUpdate update;
    update.name = name;
    update.change = [profile](const ImportProfile&) -> absl::StatusOr<ImportProfile> { return profile; };
    update.on_missing = on_missing;
    update.expected_version = expected_version;
    update.stamp = Stamp();
    return Await<StoredProfile>([&](auto done) { profiles_.Update(std::move(update), std::move(done)); });
  }
  absl::StatusOr<StoredProfile> Get() {
    return Await<StoredProfile>([&](auto done) { profiles_.Get(name_, std::move(done)); });
  }

  ImportProfileStore profiles_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, ImportProfileStoreTest, testing::ValuesIn(storage::Backends()),
                         storage::BackendName);

TEST_P(ImportProfileStoreTest, AProfileIsReadAsItWasSaved) {
  EXPECT_THAT(Get().status(), IsRefusal("IMPORT_PROFILE_NOT_FOUND"));
  EXPECT_THAT(Update(name_, WholeProfile(), OnMissing::kRefuse).status(), IsRefusal("IMPORT_PROFILE_NOT_FOUND"));
  ASSERT_THAT(Update(name_, WholeProfile(), OnMissing::kCreate), IsOk());
  const absl::StatusOr<StoredProfile> read = Get();
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->profile, WholeProfile());
  EXPECT_EQ(read->version, 1);
}

TEST_P(ImportProfileStoreTest, AChangeReplacesAllPartsAndMovesTheVersion) {
  ASSERT_THAT(Update(name_, WholeProfile(), OnMissing::kCreate), IsOk());
  const absl::StatusOr<StoredProfile> same = Update(name_, WholeProfile(), OnMissing::kRefuse);
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->version, 1);  // nothing changed
  ImportProfile shorter = WholeProfile();
  shorter.columns.pop_back();
  shorter.values.clear();
  EXPECT_THAT(Update(name_, shorter, OnMissing::kRefuse, 7).status(), IsRefusal("ETAG_STALE"));
  ASSERT_THAT(Update(name_, shorter, OnMissing::kRefuse, 1), IsOk());
  const absl::StatusOr<StoredProfile> read = Get();
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->profile, shorter);
  EXPECT_EQ(read->version, 2);
}

TEST_P(ImportProfileStoreTest, ProfilesAreListedByIdWithinTheirDivision) {
  for (const char* id : {"c", "a", "b"}) {
    ASSERT_THAT(Update({"430503000", id}, WholeProfile(), OnMissing::kCreate), IsOk());
  }
  ASSERT_THAT(Update({"430502000", "b"}, WholeProfile(), OnMissing::kCreate), IsOk());
  const auto list = [&](const std::string& after, int64_t limit) {
    const auto rows = Await<std::vector<StoredProfile>>(
        [&](auto done) { profiles_.List("430503000", after, limit, std::move(done)); });
    std::string ids;
    for (const StoredProfile& stored : *rows) ids += stored.name.profile;
    return ids;
  };
  EXPECT_EQ(list("", 10), "abc");
  EXPECT_EQ(list("", 2), "ab");
  EXPECT_EQ(list("b", 10), "c");
}

TEST_P(ImportProfileStoreTest, AWatermarkIsKeptPerTableYearAndSource) {
  const std::vector<Watermark> asked = {{"PAY_VOUCHER_BILL", 2023, 0}, {"PAY_VOUCHER_BILL", 2022, 0}};
  const auto marks = [&](const std::string& source) {
    return database().Read(
        [&](storage::Connection& connection) { return SelectWatermarks(connection, "430503000", source, asked); });
  };
  const auto save = [&](const Watermark& watermark) {
    return database().WriteAndWait([&](storage::Connection& connection) {
      return SaveWatermark(connection, "430503000", "platform", watermark);
    });
  };
  ASSERT_THAT(save({"PAY_VOUCHER_BILL", 2023, 20230531093000000}), IsOk());
  ASSERT_THAT(save({"PAY_VOUCHER_BILL", 2023, 20230601000000000}), IsOk());
  EXPECT_THAT(marks("platform"), IsOkAndHolds(std::vector<Watermark>{{"PAY_VOUCHER_BILL", 2023, 20230601000000000},
                                                                      {"PAY_VOUCHER_BILL", 2022, 0}}));
  EXPECT_THAT(marks("other"), IsOkAndHolds(asked));
}

}  // namespace
}  // namespace zhengping::budget
