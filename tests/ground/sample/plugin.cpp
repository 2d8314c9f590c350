#include "vestibule/plugin.hpp"

#include <vestibule/sample.hpp>

namespace vestibule::sample {
namespace {

class Sample final : public Plugin, public Echo {
 public:
  explicit Sample(Context& context) : context_(context) {}
  Result<> start() override {
    context_.services.offer<Echo>(*this);
    return {};
  }
  int echo(int number) override { return number; }

 private:
  Context& context_;
};

}  // namespace
}  // namespace vestibule::sample

VESTIBULE_PLUGIN(vestibule::sample::Sample)
