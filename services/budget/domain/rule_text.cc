#include "services/budget/domain/rule_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"

namespace zhengping::budget {
namespace {

struct RuleText {
  absl::string_view reason;
  absl::string_view english;
  absl::string_view chinese;
};

constexpr RuleText kRules[] = {
    // Texts.
    {"TEXT_TOO_LONG", "the text is longer than its field takes", "文字过长，请缩短"},
    {"TEXT_MALFORMED", "a text is UTF-8 without control characters", "文字含有控制字符或不是UTF-8编码，请改正"},
    // Transactions.
    {"SOURCE_MISSING", "a transaction says who sent it", "请填写数据来源"},
    {"RECORD_ID_MISSING", "a transaction has a record id of its sender", "请填写记录编号"},
    {"RECORD_VERSION_NEGATIVE", "a record version is 0 (the next one) or above", "记录版本号不能为负数"},
    {"FISCAL_YEAR_OUT_OF_RANGE", "a fiscal year lies between 1990 and 2198", "预算年度应在1990年至2198年之间"},
    {"DATE_OUTSIDE_YEAR", "the effective date lies in the fiscal year", "日期应在本预算年度内"},
    {"ENTRIES_MISSING", "a transaction has at least one entry", "一笔业务至少应有一条分录"},
    {"TOO_MANY_ENTRIES", "a transaction has at most 500 entries: split it under the same document number",
     "一笔业务最多500条分录，请以同一文号分多笔登记"},
    {"YEAR_FULL", "a department-year holds at most 500,000 entries", "一个部门一个年度最多500000条分录"},
    {"QUOTA_MISSING", "an entry names a quota", "请填写指标编号"},
    {"AMOUNT_NOT_POSITIVE", "an amount is above zero: the kind says the direction",
     "金额应大于0，增减方向由类型表示（减少请用追减、收回或退回）"},
    {"AMOUNT_NEGATIVE", "an amount is zero or above", "金额不能为负数"},
    {"AMOUNT_OUT_OF_RANGE", "one amount is at most 1,000亿元", "单项金额不超过1000亿元，请核对单位是否应为元"},
    {"TRANSFER_UNBALANCED", "what goes out by transfer comes in within the same transaction",
     "同一笔调剂的调入合计应等于调出合计"},
    {"TRANSFER_TO_ITSELF", "a transfer goes from one quota to another", "调剂的调出指标与调入指标不能相同"},
    {"ORIGIN_NOT_APPLICABLE", "an origin belongs to an adjustment",
     "调整来源只适用于追加、追减、调剂和收回，此处不予采用"},
    {"INITIAL_AFTER_MID_YEAR", "an initial budget is dated by 30 June",
     "年初预算的日期晚于6月30日，若系年中下达应登记为追加"},
    {"CARRYOVER_WITH_INITIAL", "carried-over money and this year's stand on quotas of their own",
     "同一指标在同一笔业务中既有年初预算又有上年结转，两者用途不同，宜分列指标"},
    {"QUOTA_NOT_FOUND", "an entry names a quota of this department and year", "本部门本年度没有该指标，请核对指标编号"},
    {"BALANCE_INSUFFICIENT", "a balance stays at zero or above on every day",
     "按生效日期排列，任何一日的指标余额都不能小于0，请核对金额、日期，或先登记追加"},
    {"REFUND_EXCEEDS_PAID", "no more comes back than has gone out",
     "退回合计不能超过截至当日的支付合计，请核对金额和日期"},
    {"DEPARTMENT_NOT_FOUND", "a record belongs to a department that is stored",
     "没有该部门，请先登记部门或核对部门代码"},
    {"RECORD_NOT_IN_FORCE", "an is_deleted record takes back one that is in force",
     "账上没有该记录或已经冲销，无需处理"},
    {"RECORD_TAKEN_BACK", "a record that was deleted comes back with a higher version",
     "该记录已被更晚的版本删除，此版本不予采用"},
    {"RECORD_REPEATED", "a record stands once in a load", "记录编号重复，同一来源的记录编号应唯一"},
    {"SPECIAL_FUND_NOT_FOUND", "an entry names a special fund of this year",
     "专项资金表中没有该专项资金，请补充或更正"},
    {"YEAR_DISAGREES", "every transaction is of the load's fiscal year", "预算年度与本次导入的年度不一致"},
    {"ALREADY_REVERSED", "a transaction is reversed once", "该笔业务已经冲销，不能再次冲销"},
    {"REVERSES_A_REVERSAL", "a reversal is not reversed: post the original again",
     "冲销业务不能再被冲销，如需恢复请重新登记原业务"},
    {"REVERSAL_DIFFERS", "a reversal repeats document, day and entries of the original",
     "冲销业务的文号、日期和分录应与原业务一致"},
    // Quotas.
    {"QUOTA_ID_MALFORMED", "a quota id is 1 to 63 of a-z, 0-9 and -", "指标编号应由1至63个小写字母、数字和连字符组成"},
    {"FUND_TYPE_MALFORMED", "a fund type is 1 to 4 digits", "资金性质代码应为1至4位数字"},
    {"FUNCTION_CODE_MALFORMED", "a function code has 3, 5 or 7 digits",
     "功能科目代码应为3位（类）、5位（款）或7位（项）数字"},
    {"ECONOMIC_CODE_MALFORMED", "an economic code has 3 or 5 digits", "经济科目代码应为3位（类）或5位（款）数字"},
    {"PROJECT_CODE_MALFORMED", "a project id is at most 63 of a-z, 0-9 and -",
     "项目编码应由不超过63个小写字母、数字和连字符组成"},
    {"BUDGET_UNIT_MALFORMED", "a budget unit is at most 21 of a-z, 0-9 and -",
     "单位代码应由不超过21个小写字母、数字和连字符组成"},
    // Special funds.
    {"SPECIAL_FUND_ID_MALFORMED", "a fund id is 1 to 63 of a-z, 0-9 and -",
     "专项资金编号应由1至63个小写字母、数字和连字符组成"},
    {"DISPLAY_NAME_MISSING", "a special fund has a name", "请填写专项资金名称"},
    {"TOO_MANY_NEEDS", "a fund has at most 100 dated needs", "一项专项资金最多登记100条用款需求"},
    {"NEEDS_EXCEED_AMOUNT", "the needs of a fund are at most its amount", "用款需求合计超过专项资金总额，请核对"},
    {"RELEASE_EXPECTED_BEFORE_APPROVAL", "money is released on or after its approval",
     "应下达日期早于批复日期，请核对"},
    {"SPECIAL_FUND_NOT_REGISTERED", "a fund that entries name is registered",
     "分录引用了该专项资金，但专项资金表中未登记，其总额以已下达数计，视为下达时间不明确"},
    // Statement and reported facts.
    {"TOO_MANY_ROWS", "a table has at most 500 rows", "表格最多500行"},
    {"STATEMENT_ITEM_UNKNOWN", "an item of the basic data table", "基础数据表没有该项目，请按表样填写项目名称"},
    {"STATEMENT_ITEM_REPEATED", "an item stands on one row", "项目重复，同一项目只填一行"},
    {"STATEMENT_UNIT_DIFFERS", "the value is of the item's unit", "数值的计量单位与该项目不符"},
    {"COUNT_NEGATIVE", "a figure of the table is zero or above", "数值不能为负数"},
    {"CELL_STATE_DISAGREES", "a cell has a value, or says that it has none", "单元格状态与数值不一致"},
    {"STATEMENT_COLUMN_MEANINGLESS", "the column has no meaning for this item", "该项目不使用此列，数值不予采用"},
    {"STATEMENT_TOTAL_DIFFERS", "a total is the sum of its parts", "填报的合计数与分项之和不一致，以分项之和为准"},
    {"STATEMENT_PARTS_FALL_SHORT", "a total that has rows of its own is their sum",
     "合计数大于各分项之和，请核对是否漏列分项，评价采用填报的合计数"},
    {"STATEMENT_PARTS_EXCEED_TOTAL", "parts are at most their total", "“其中”各项之和大于合计数，请核对"},
    {"FACT_UNKNOWN", "a name of the fact dictionary", "没有该指标名称，请按数据字典填写"},
    {"FACT_REPEATED", "a fact is reported once", "同一数据重复填报"},
    {"FACT_UNIT_DIFFERS", "the value is of the fact's unit", "数值的计量单位与数据字典不符"},
    {"REPORTED_DIFFERS_FROM_LEDGER", "a reported figure equals the ledger's", "填报数与指标账不一致，以指标账为准"},
    {"REPORTED_DIFFERS_FROM_STATEMENT", "a reported figure equals the statement's",
     "填报的决算数与基础数据表不一致，以基础数据表为准"},
    {"STATEMENT_DIFFERS_FROM_LEDGER", "the statement's figure equals the ledger's",
     "基础数据表与指标账不一致，以指标账为准"},
    {"ECONOMIC_CODES_DIFFER", "payments by economic code equal the statement's actual",
     "按部门经济科目汇总的支付数与基础数据表决算数不一致，请核对，评价采用基础数据表数"},
    {"OUTLAY_DIFFERS", "the statement's project spending is the ledger's payments and initial budget of project outlay",
     "指标账按支出类别汇总的数与基础数据表的项目支出不一致，请核对，评价采用基础数据表数"},
    {"ADJUSTMENT_DIFFERS", "the statement's adjustment of the budget is what the ledger added, cut and transferred",
     "指标账的追加、追减与调剂之和与基础数据表的预算调整数不一致，请核对，评价采用基础数据表数"},
    {"QUOTA_OVERDRAWN", "a balance stays at zero or above on every day", "指标余额曾小于0，请核对业务日期和金额"},
    {"CARRYOVER_DIFFERS", "carried-over money equals last year's balance",
     "本年上年结转数与上年指标账结余不一致，请核对"},
    // Replays.
    {"CHANGE_MISSING", "a change says what it changes: two quotas at least, or one transaction", "请写明要模拟的变动"},
    {"QUOTAS_NOT_OF_ONE_KIND", "quotas that are merged have one fund type, function code and outlay",
     "只有资金性质、功能科目、支出类别相同的指标才能合并"},
    {"REPLAY_OVERDRAWN", "a replayed quota bears its entries on every day",
     "按所设变动回放，该指标承担不了这些业务，请调整变动的金额或日期"},
    {"INITIAL_BUDGET_INSUFFICIENT", "a transfer moves no more initial budget than there is",
     "调出指标的年初预算不足，该笔调剂无法改在年初安排"},
    // Settings.
    {"PARAMETER_KIND_DIFFERS", "a parameter keeps the kind of its house default", "参数的数值类型与系统默认值不符"},
    {"PARAMETER_NEGATIVE", "a parameter is zero or above", "参数不能为负数"},
    {"PARAMETER_OUT_OF_RANGE", "a deadline is at most 3,660 days, a look back at most 20 years",
     "参数过大：下达期限最多3660天，回溯最多20年，小额界限最多1000亿元"},
    {"THRESHOLD_NEGATIVE", "a threshold is zero or above", "界限值不能为负数"},
    {"THRESHOLDS_NOT_ASCENDING", "noted, serious and grave ascend", "一般、较严重、严重三档界限应依次增大"},
    {"TOO_MANY_KEYWORDS", "a list of keywords has at most 100", "关键词最多100个"},
    {"THRESHOLD_SOURCE_MISSING", "a setting names its source", "请填写界限值或参数的文件依据"},
};

const RuleText& RuleOf(absl::string_view reason) {
  for (const RuleText& rule : kRules) {
    if (rule.reason == reason) return rule;
  }
  CheckFailed(__FILE__, __LINE__, "reason", absl::StrCat("no text for ", reason));
}

// Bytes of the well-formed UTF-8 character at the head of `text`; 0 when it is none.
size_t CharacterLength(absl::string_view text) {
  const auto byte = [&text](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
  const bool past_unicode = lead == 0xF4 && byte(1) >= 0x90;
  return overlong || surrogate || past_unicode ? 0 : length;
}

bool IsControl(absl::string_view character) {
  const char c = character[0];
  if (character.size() > 1 || c == '\t' || c == '\n' || c == '\r') return false;
  return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
}

}  // namespace

Issue IssueOf(Severity severity, absl::string_view reason, std::string field, std::string found) {
  return IssueOf(severity, reason, std::move(field), std::move(found), "");
}

Issue IssueOf(Severity severity, absl::string_view reason, std::string field, std::string found,
              absl::string_view figures) {
  Issue issue;
  issue.severity = severity;
  issue.place.field = std::move(field);
  issue.reason = std::string(reason);
  issue.found = std::move(found);
  issue.remedy = absl::StrCat(figures, figures.empty() ? "" : "：", RuleOf(reason).chinese);
  return issue;
}

absl::string_view EnglishOf(absl::string_view reason) { return RuleOf(reason).english; }

std::optional<Issue> CheckText(absl::string_view text, std::string field, size_t most_characters) {
  size_t characters = 0;
  for (absl::string_view rest = text; !rest.empty(); ++characters) {
    const size_t length = CharacterLength(rest);
    if (length == 0 || IsControl(rest.substr(0, length))) {
      return IssueOf(Severity::kError, "TEXT_MALFORMED", std::move(field), "");
    }
    rest.remove_prefix(length);
  }
  if (characters <= most_characters) return std::nullopt;
  return IssueOf(Severity::kError, "TEXT_TOO_LONG", std::move(field), absl::StrCat(characters, "字"),
                 absl::StrCat("最多", most_characters, "字"));
}

}  // namespace zhengping::budget
