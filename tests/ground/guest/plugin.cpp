#include "vestibule/plugin.hpp"

#include <vestibule/sample.hpp>

namespace vestibule::guest {
namespace {

class Guest final : public Plugin {
 public:
  explicit Guest(Context& context) : context_(context) {}
  Result<> start() override {
    auto* echo = context_.services.find<sample::Echo>();
    return echo && echo->echo(7) == 7 ? Result<>{} : fail(Code::unavailable, "no echo");
  }

 private:
  Context& context_;
};

}  // namespace
}  // namespace vestibule::guest

VESTIBULE_PLUGIN(vestibule::guest::Guest)
