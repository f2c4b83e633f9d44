#include "services/reporting/documents/sample_report.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

Heading Numbered(int level, std::string text) { return Heading{.level = level, .text = std::move(text)}; }

Paragraph Prose(Runs runs) { return Paragraph{.runs = std::move(runs)}; }

Run Observed(std::string text, std::string indicator, std::string exact, std::string unit) {
  return Bound(std::move(text), {absl::StrCat("observations/", indicator), std::move(exact), std::move(unit)});
}

Run Wanyuan(std::string text, std::string fact, std::string fen) {
  return Bound(std::move(text), {absl::StrCat("facts/", fact), std::move(fen), "fen"});
}

Table AdditionsTable() {
  Table table{.caption = "表1  2023年预算追加情况", .unit = "万元", .is_illustrative = true};
  table.columns = {{.share = 3}, {.share = 2}, {.share = 2}, {.share = 2}};
  table.header_rows = {
      Row{.cells = {HeadingCell("追加来源"), HeadingCell("笔数"), HeadingCell("金额"), HeadingCell("占年初预算")}}};
  const auto row = [](const char* source, const char* count, const char* amount, const char* fen, const char* rate) {
    return Row{.cells = {TextCell(source), NumberCell(Plain(count)), NumberCell(Wanyuan(amount, source, fen)),
                         NumberCell(Plain(rate))}};
  };
  table.rows = {row("上级专项", "21", "612.40", "61240000", "49.51%"),
                row("政策性增支", "9", "143.25", "14325000", "11.58%"),
                row("突发应急", "6", "58.90", "5890000", "4.76%"), row("本单位申请", "11", "97.18", "9718000", "7.86%"),
                row("合计", "47", "911.73", "91173000", "73.71%")};
  table.rows.back().is_total = true;
  table.notes = {{Plain("占年初预算为追加金额除以年初预算数"), Wanyuan("1236.92万元", "initial_budget", "123692000"),
                  Plain("。")}};
  return table;
}

void AppendFirstChapters(std::vector<Block>& body) {
  body.push_back(Numbered(1, "绩效管理工作开展情况"));
  body.push_back(
      Prose({Plain("为进一步规范财政资金管理，树立预算绩效理念，强化支出责任，提高财政资金使用效益。根据《中华人民共和"
                   "国预算法》关于“各级政府、"
                   "各部门、各单位应当对预算支出情况开展绩效评价”的规定，结合街道具体情况，认真组织开展了2023年度翠园街"
                   "道办事处部门预算绩效自评工作，"
                   "现将我街道2023年度部门整体支出绩效评价情况报告如下：")}));
  body.push_back(Numbered(1, "部门整体支出绩效情况"));
  Run final_budget = Wanyuan("2148.65万元", "final_budget", "214865000");
  final_budget.is_illustrative = true;
  final_budget.footnote = {Plain("全年预算数＝年初预算数＋上年结转＋追加－追减±调剂－收回。年初预算数为"),
                           Wanyuan("1236.92万元", "initial_budget", "123692000"), Plain("。")};
  body.push_back(Prose({Plain("2023年，街道全年预算数"), std::move(final_budget), Plain("，全年执行数"),
                        Wanyuan("2102.31万元", "payments", "210231000"), Plain("，预算执行率"),
                        Bound("97.84%", {"facts/payments/final_budget", "210231/214865", "rate"}),
                        Plain("。现将2023年工作总结如下：")}));
}

void AppendWork(std::vector<Block>& body) {
  body.push_back(Numbered(2, "坚持党建引领，激活“红色”引擎"));
  body.push_back(Heading{
      .level = 3,
      .text = "突出阵地建设。",
      .run_in = {
          Plain("一是强化理论武装。深入开展学习贯彻党的二十大精神，通过网络专题培训班、集中研讨会、视频会议等线上线下相"
                "结合的"
                "培训方式，将参训人员由街道班子成员覆盖至部门负责人、社区书记、街居干部。二是全面落实组织生活。"),
          Observed("12个", "党建/党支部", "12", "branches"), Plain("党支部按月开展主题党日、“三会一课”等。")}});
  body.push_back(Heading{
      .level = 3,
      .text = "强化作风建设。",
      .run_in = {Plain(
          "一是开展“明方向、立规矩、正风气、强免疫”干部队伍作风建设专项行动，提振干部“创业创新创先”精神，提升干部“落实"
          "务实"
          "严实”工作作风，在全街道形成你追我赶、争先恐后、锐意创新的良好氛围。二是筑牢思想防线，落实廉政责任。")}});
}

void AppendSafety(std::vector<Block>& body) {
  body.push_back(Numbered(2, "坚持整体智治，释放治理新活力"));
  Run moved = Observed("100余人", "安全生产/转移人员", "100", "persons");
  moved.figure->is_lower_bound = true;
  body.push_back(Heading{
      .level = 3,
      .text = "坚持“重点+全面”，守牢安全生产底线。",
      .run_in = {Plain("开展自建房安全专项整治行动，共完成排查房屋"),
                 Observed("585栋", "安全生产/排查房屋", "585", "buildings"), Plain("，经营性"),
                 Observed("175栋", "安全生产/经营性自建房", "175", "buildings"), Plain("，非经营性"),
                 Observed("410栋", "安全生产/非经营性自建房", "410", "buildings"), Plain("，拆除危房"),
                 Observed("30栋", "安全生产/拆除危房", "30", "buildings"), Plain("，转移人员"), std::move(moved),
                 Plain("。对辖区经营户、商超、食堂等开展燃气安全使用检查全覆盖，对未安装警报器的店铺开具整改通知单，动"
                       "态掌握情况数据和"
                       "整治结果，实现燃气报警器安装全覆盖。")}});
  body.push_back(Heading{.level = 2, .text = "2023年工作中存在的问题", .is_numbered = false});
  body.push_back(
      Prose({Plain("一是稳定工作形势严峻。仍有拆迁问题引起的重复上访、越级上访现象，不稳定因素依然存在。")}));
}

void AppendProblems(std::vector<Block>& body) {
  body.push_back(Numbered(1, "存在的问题"));
  body.push_back(
      Heading{.level = 3,
              .text = "预算编制不够细化。",
              .run_in = {Plain("年初预算中未落实到具体项目和经济科目的占"),
                         Bound("23.50%", {"findings/coarse_budgeting/share", "47/200", "rate"}), Plain("。")}});
  body.push_back(
      Heading{.level = 3,
              .text = "年中有较多预算追加项目下达至街道，",
              .run_in = {Plain("致使街道年初时很难对全年的整体支出规模、范围和进度等进行可靠预估及计划安排，全年追加"),
                         Wanyuan("911.73万元", "supplements", "91173000"), Plain("，见表1。")}});
  body.push_back(AdditionsTable());
  body.push_back(Numbered(1, "改进措施和建议"));
  body.push_back(Numbered(2, "细化预算管理"));
  body.push_back(Numbered(3, "提升预算编制质量"));
  body.push_back(Numbered(4, "落实到项目"));
  body.push_back(
      Prose({Plain("细化预算管理，提升预算编制质量，提高资金使用效益。"), Bold("本段加粗部分"), Plain("为示例。")}));
  body.push_back(Numbered(4, "落实到科目"));
  body.push_back(Prose(
      {Plain("建议在年初预算安排时，将经常性和可预见性预算追加项目纳入部门年初预算，尽量减少年中预算项目的追加。")}));
  body.push_back(Paragraph{.kind = ParagraphKind::kNote,
                           .runs = {Plain("本报告中标注“示例数据”的金额为演示所编，工作成果取自街道自评报告。")}});
}

Row BaseDataRow(std::string name, const char* prior, const char* budget, const char* actual, std::string fact) {
  const auto cell = [](const char* text, std::string origin) {
    std::string fen;
    for (const char c : absl::string_view(text)) {
      if (c != '.') fen += c;
    }
    return NumberCell(Wanyuan(text, std::move(origin), absl::StrCat(fen, "0000")));
  };
  return Row{.cells = {TextCell(std::move(name)), cell(prior, fact + ".prior_actual"), cell(budget, fact + ".budget"),
                       cell(actual, fact + ".actual")}};
}

Annex BaseData() {
  Annex annex{.title = "2023年度部门整体支出绩效评价基础数据表"};
  Table staff{.is_illustrative = true};
  staff.columns = {{.share = 3}, {.share = 2}, {.share = 2}, {.share = 2}};
  staff.rows = {
      Row{.cells = {HeadingCell("财政供养人员情况（人）"), HeadingCell("编制数"), HeadingCell("2023年实际在职人数"),
                    HeadingCell("控制率")}},
      Row{.cells = {TextCell(""), NumberCell(Plain("46")), NumberCell(Plain("44")), NumberCell(Plain("95.65%"))}}};
  Table money{.joins_previous = true};
  money.columns = staff.columns;
  money.header_rows = {Row{.cells = {HeadingCell("经费控制情况（万元）"), HeadingCell("2022年决算数"),
                                     HeadingCell("2023年预算数"), HeadingCell("2023年决算数")}}};
  money.rows = {
      BaseDataRow("三公经费", "9.60", "9.00", "8.42", "three_public_expenses"),
      BaseDataRow("　1.公务用车购置和维护经费", "6.10", "6.00", "5.58", "three_public_expenses.vehicle_running"),
      BaseDataRow("　2.出国经费", "0.00", "0.00", "0.00", "three_public_expenses.abroad"),
      BaseDataRow("　3.公务接待", "3.50", "3.00", "2.84", "three_public_expenses.reception"),
      BaseDataRow("项目支出", "874.20", "308.17", "1025.20", "project_spending"),
      BaseDataRow("公用经费", "118.31", "125.76", "123.42", "operating_expenses"),
      BaseDataRow("　其中：办公经费", "29.35", "37.00", "36.09", "operating_expenses.office"),
      BaseDataRow("　　　　水费、电费、差旅费", "8.80", "13.00", "12.64", "operating_expenses.utilities"),
      BaseDataRow("　　　　会议费、培训费", "4.92", "3.00", "2.97", "operating_expenses.meetings")};
  Table measures{.joins_previous = true};
  measures.columns = {{.share = 3}, {.share = 6}};
  measures.rows = {
      Row{.cells = {HeadingCell("厉行节约保障措施"),
                    TextCell("1.严格执行公务接待审批；\n2.公车定点维修、一车一卡；\n3.会议、培训从简，能并则并。")}}};
  measures.notes = {{Plain("项目支出为基本支出以外的全部支出；")},
                    {Plain("公用经费为基本支出中的一般商品和服务支出。")}};
  annex.blocks = {staff, money, measures};
  return annex;
}

Table BudgetLines() {
  Table table{.unit = "万元", .is_illustrative = true};
  table.columns = std::vector<Column>(7, Column{.share = 1});
  const auto money = [](const char* text, const char* fact, const char* fen) {
    return NumberCell(Wanyuan(text, fact, fen));
  };
  table.rows = {
      Row{.cells = {HeadingCell("部门名称"), Cell{.runs = {Plain("邵阳市大祥区翠园街道办事处")}, .column_span = 6}}},
      Row{.cells = {HeadingCell("年度预算申请", 1, 4), HeadingCell("项目"), HeadingCell("年初预算数"),
                    HeadingCell("全年预算数"), HeadingCell("全年执行数"), HeadingCell("执行率"),
                    HeadingCell("得分（10分）")}},
      Row{.cells = {TextCell("年度资金总额"), money("1236.92", "initial_budget", "123692000"),
                    money("2148.65", "final_budget", "214865000"), money("2102.31", "payments", "210231000"),
                    NumberCell(Plain("97.84%")),
                    NumberCell(Bound("9.78", {"scorecard/预算执行率", "489/50", "points"}))}},
      Row{.cells = {TextCell("其中：基本支出"), money("928.75", "initial_budget.basic", "92875000"),
                    money("1077.11", "final_budget.basic", "107711000"),
                    money("1077.11", "payments.basic", "107711000"), NumberCell(Plain("100.00%")), TextCell("/")}},
      Row{.cells = {TextCell("　　　项目支出"), money("308.17", "initial_budget.project", "30817000"),
                    money("1071.54", "final_budget.project", "107154000"),
                    money("1025.20", "payments.project", "102520000"), NumberCell(Plain("95.68%")), TextCell("/")}},
  };
  return table;
}

// `group_size` rows share one cell of the first column, three one of the second.
std::vector<Row> IndicatorRows(int groups, int group_size) {
  constexpr const char* kFirst[] = {"产出指标", "效益指标", "满意度指标"};
  constexpr const char* kSecond[] = {"数量指标", "质量指标", "时效指标"};
  std::vector<Row> rows;
  for (int i = 0; i < groups * group_size; ++i) {
    Row row;
    const int group = i / group_size;
    if (i % group_size == 0)
      row.cells.push_back(HeadingCell(absl::StrCat(kFirst[group % 3], "（", 50, "分）"), 1, group_size));
    if (i % group_size % 3 == 0) row.cells.push_back(HeadingCell(kSecond[i / 3 % 3], 1, 3));
    const std::string indicator = absl::StrCat("指标", i + 1, "完成情况");
    row.cells.push_back(TextCell(indicator));
    row.cells.push_back(TextCell(absl::StrCat("≥", 10 * (i + 1), "户")));
    row.cells.push_back(Cell{
        .runs = {Observed(absl::StrCat(11 * (i + 1), "户"), indicator, absl::StrCat(11 * (i + 1)), "households")}});
    row.cells.push_back(NumberCell(Plain("2.00")));
    row.cells.push_back(NumberCell(Bound("2.00", {absl::StrCat("scorecard/", indicator), "2", "points"})));
    row.cells.push_back(TextCell("完成值达到年度指标值，按规则得满分。"));
    row.cells.push_back(TextCell(
        i % 5 == 4 ? "实际完成值高于年度指标值的30%，下年度编制绩效目标时将参考上年实际完成值，提高指标值的准确性。"
                   : "无"));
    rows.push_back(std::move(row));
  }
  rows.push_back(Row{.cells = {HeadingCell("总分", 5), NumberCell(Plain("100.00")),
                               NumberCell(Bound("97.78", {"scorecard/total", "4889/50", "points"})),
                               Cell{.runs = {Plain("评价等级：优")}, .column_span = 2}},
                     .is_total = true});
  return rows;
}

Annex SelfEvaluation() {
  Annex annex{.title = "2023年度部门整体支出绩效自评表", .orientation = Orientation::kLandscape};
  Table indicators{.joins_previous = true};
  indicators.columns = {{.share = 8, .alignment = Alignment::kCenter},
                        {.share = 8},
                        {.share = 14},
                        {.share = 9},
                        {.share = 9},
                        {.share = 6},
                        {.share = 6},
                        {.share = 20},
                        {.share = 20}};
  indicators.header_rows = {
      Row{.cells = {HeadingCell("绩效指标", 3), HeadingCell("年度\n指标值", 1, 2), HeadingCell("实际\n完成值", 1, 2),
                    HeadingCell("分值", 1, 2), HeadingCell("得分", 1, 2), HeadingCell("得分说明", 1, 2),
                    HeadingCell("偏差原因分析及改进措施", 1, 2)}},
      Row{.cells = {HeadingCell("一级指标"), HeadingCell("二级指标"), HeadingCell("三级指标")}}};
  indicators.rows = IndicatorRows(/*groups=*/3, /*group_size=*/12);
  annex.blocks = {BudgetLines(), indicators};
  return annex;
}

}  // namespace

Document SampleReport() {
  Document report;
  report.title_lines = {"2023年度邵阳市大祥区翠园街道办事处", "部门整体支出绩效评价报告"};
  report.addressee = "大祥区财政局";
  AppendFirstChapters(report.body);
  AppendWork(report.body);
  AppendSafety(report.body);
  AppendProblems(report.body);
  report.signature = Signature{.issuer = "大祥区翠园街道办事处", .date = "2024年6月20日"};
  report.annexes = {BaseData(), SelfEvaluation()};
  report.properties = {.subject = "部门整体支出绩效评价",
                       .author = "大祥区翠园街道办事处",
                       .keywords = {"绩效评价", "2023"},
                       .created_day = "2024-06-20"};
  report.content = {{"total", "97.78"}, {"grade", "优"}, {"fiscal_year", 2023}};
  return report;
}

}  // namespace zhengping::reporting
