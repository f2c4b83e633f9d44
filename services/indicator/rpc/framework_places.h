// The lines of a framework's textproto, for issues: whoever wrote the file looks for a line, not for a path.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_PLACES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_PLACES_H_

#include <google/protobuf/text_format.h>

#include <vector>

#include "common/status/issue.h"
#include "zhengping/indicator/v1/framework.pb.h"

namespace zhengping::indicator {

class FrameworkPlaces {
 public:
  // Where the parser writes what it saw.
  google::protobuf::TextFormat::ParseInfoTree& tree() { return tree_; }

  // Sets place.row of the issues whose field ("过程/预算执行/预算完成率.rule.bands[2]") stands in `message`, which was
  // parsed with this: the line of what is at fault, or of the innermost thing around it that is written.
  void SetRows(const v1::Framework& message, std::vector<Issue>& issues) const;

 private:
  google::protobuf::TextFormat::ParseInfoTree tree_;
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_PLACES_H_
