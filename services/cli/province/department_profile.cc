#include "services/cli/province/department_profile.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/cli/province/random.h"

namespace zhengping::cli {
namespace {

constexpr int64_t kDepartmentsOfCounty = 250;
constexpr int64_t kCountiesOfPrefecture = 24;
constexpr int64_t kPrefectures = 14;
constexpr int64_t kFirstCode = 101;

struct Bureau {
  const char* name;
  const char* function_section;
};
constexpr std::array<Bureau, 34> kBureaus = {{
    {"人民政府办公室", "20103"},
    {"发展和改革局", "20104"},
    {"统计局", "20105"},
    {"财政局", "20106"},
    {"审计局", "20108"},
    {"商务局", "20113"},
    {"档案馆", "20126"},
    {"妇女联合会", "20129"},
    {"党委办公室", "20131"},
    {"组织部", "20132"},
    {"宣传部", "20133"},
    {"统战部", "20134"},
    {"市场监督管理局", "20138"},
    {"公安局", "20402"},
    {"司法局", "20406"},
    {"教育局", "20501"},
    {"科学技术局", "20601"},
    {"文化旅游广电体育局", "20701"},
    {"人力资源和社会保障局", "20801"},
    {"民政局", "20802"},
    {"退役军人事务局", "20828"},
    {"残疾人联合会", "20811"},
    {"卫生健康局", "21001"},
    {"医疗保障局", "21015"},
    {"生态环境局", "21101"},
    {"住房和城乡建设局", "21201"},
    {"城市管理和综合执法局", "21203"},
    {"农业农村局", "21301"},
    {"林业局", "21302"},
    {"水利局", "21303"},
    {"交通运输局", "21401"},
    {"工业和信息化局", "21505"},
    {"自然资源局", "22001"},
    {"应急管理局", "22401"},
}};
constexpr std::array<const char*, 36> kPlaces = {
    "城东", "城西", "城南", "城北", "桥头", "新桥", "石桥", "河口", "江口", "龙潭", "白云", "青山",
    "长岭", "金山", "银河", "太平", "永安", "长安", "兴隆", "和平", "团结", "东风", "新塘", "竹山",
    "枫林", "梅溪", "清溪", "双江", "三江", "五里", "十里", "七星", "九龙", "凤凰", "麒麟", "玉泉"};
struct Office {
  const char* suffix;
  const char* function_section;
};
constexpr std::array<Office, 6> kOffices = {{{"街道办事处", "20103"},
                                             {"镇人民政府", "20103"},
                                             {"乡人民政府", "20103"},
                                             {"中心小学", "20502"},
                                             {"中学", "20502"},
                                             {"卫生院", "21003"}}};
static_assert(kBureaus.size() + kPlaces.size() * kOffices.size() >= kDepartmentsOfCounty);

void NameIt(int64_t number, DepartmentProfile& profile) {
  if (number < static_cast<int64_t>(kBureaus.size())) {
    const Bureau& bureau = kBureaus[static_cast<size_t>(number)];
    profile.display_name = bureau.name;
    profile.function_section = bureau.function_section;
    return;
  }
  const size_t rest = static_cast<size_t>(number) - kBureaus.size();
  const Office& office = kOffices[rest / kPlaces.size() % kOffices.size()];
  const size_t round = rest / (kPlaces.size() * kOffices.size());
  profile.display_name =
      absl::StrCat(kPlaces[rest % kPlaces.size()], round == 0 ? "" : absl::StrCat("第", round + 1), office.suffix);
  profile.function_section = office.function_section;
}

// Three classes of size; means of entries and money follow the class.
void SizeIt(int64_t entries, Random& random, DepartmentProfile& profile) {
  constexpr int64_t kFenOfWan = 1'000'000;
  const int64_t draw = random.Between(0, 999);
  int64_t permille = 0;
  if (draw < 550) {
    permille = random.Between(350, 650);
    profile.annual_budget_fen = random.Between(200, 800) * kFenOfWan;
  } else if (draw < 880) {
    permille = random.Between(900, 1500);
    profile.annual_budget_fen = random.Between(800, 4000) * kFenOfWan;
  } else {
    permille = random.Between(1800, 3600);
    profile.annual_budget_fen = random.Between(4000, 30000) * kFenOfWan;
  }
  profile.entries = std::max<int64_t>(entries * permille / 1000, 20);
  profile.headcount = std::max<int64_t>(profile.annual_budget_fen / (22 * kFenOfWan), 6);
}

}  // namespace

int64_t DepartmentLimit(const ProvinceOptions& options) {
  if (!options.division.empty()) return 999 - kFirstCode + 1;
  return kPrefectures * kCountiesOfPrefecture * kDepartmentsOfCounty;
}

DepartmentProfile ProfileOf(const ProvinceOptions& options, int64_t index) {
  DepartmentProfile profile;
  int64_t number = index;
  if (options.division.empty()) {
    const int64_t county = index / kDepartmentsOfCounty;
    number = index % kDepartmentsOfCounty;
    profile.division =
        absl::StrFormat("43%02d%02d000", 1 + county / kCountiesOfPrefecture, 2 + county % kCountiesOfPrefecture);
  } else {
    profile.division = options.division;
  }
  profile.division_display_name = absl::StrCat("演示区划", profile.division.substr(0, 6));
  profile.code = absl::StrCat(kFirstCode + number);
  NameIt(number, profile);
  Random random = Random::For(options.seed, static_cast<uint64_t>(index));
  profile.seed = random.Next();
  SizeIt(options.entries, random, profile);
  const int64_t draw = random.Between(0, 999);
  profile.conduct = draw < 350 ? Conduct::kWellRun : draw < 800 ? Conduct::kUsual : Conduct::kTroubled;
  return profile;
}

}  // namespace zhengping::cli
