// The wiring: commands, queries and events to the rooms.

#include <vestibule/plugin.hpp>
#include <vestibule/vitals.hpp>

namespace vestibule::vitals {
namespace {

class Vitals final : public Plugin {
 public:
  explicit Vitals(Context& context) : context_(context) {}

  Result<> start() override {
    context_.events.declare<PatientAdmitted>("A patient lies in a bed");
    context_.events.declare<PatientMoved>("A patient lies in another bed");
    context_.events.declare<PatientDischarged>("A patient lies in no bed any more");
    context_.events.declare<DevicePut>("A device was put to a bed");
    context_.events.declare<DeviceTaken>("A device was taken from a bed");
    context_.events.declare<WardChanged>("A ward or one of its beds was made, changed or removed");
    return {};
  }

 private:
  Context& context_;
};

}  // namespace
}  // namespace vestibule::vitals

VESTIBULE_PLUGIN(vestibule::vitals::Vitals)
