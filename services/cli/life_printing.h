// The life of evaluations for people: states, timelines, and what differs between two.
#ifndef ZHENGPING_SERVICES_CLI_LIFE_PRINTING_H_
#define ZHENGPING_SERVICES_CLI_LIFE_PRINTING_H_

#include <iosfwd>
#include <string>

#include "zhengping/reporting/v1/reporting_service.pb.h"

namespace zhengping::cli {

// 草稿, 已报送, 已退回, 已审定, 已公开, 已更正.
std::string StateText(reporting::v1::Evaluation::State state);

// "2024-03-15 09:30", UTC.
std::string TimeText(const google::protobuf::Timestamp& time);

// A line: name, state, total, what reviewers made of it, whether its data has changed.
void PrintStanding(const reporting::v1::Evaluation& evaluation, std::ostream& out);
// A row an evaluation.
void PrintList(const google::protobuf::RepeatedPtrField<reporting::v1::Evaluation>& evaluations, std::ostream& out);
void PrintTimeline(const reporting::v1::ListEvaluationEventsResponse& timeline, std::ostream& out);
// A row a figure; says so when there is none.
void PrintDifferences(const reporting::v1::CompareEvaluationsResponse& comparison, std::ostream& out);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_LIFE_PRINTING_H_
