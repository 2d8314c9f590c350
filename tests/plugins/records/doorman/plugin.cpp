#include <vestibule/plugin.hpp>

#include <algorithm>

namespace vestibule::doorman {
namespace {

class Doorman final : public Plugin, public AccessPolicy {
 public:
  explicit Doorman(Context& context) : context_(context) {}

  Result<> start() override {
    context_.services.offer<AccessPolicy>(*this);
    return {};
  }

  Result<Grant> allow(const Wish& wish) override {
    const auto& carers = wish.subject ? wish.subject->carers : none_;
    const bool own = std::find(carers.begin(), carers.end(), wish.actor.id) != carers.end();
    const bool restricted = wish.subject && wish.subject->restricted;
    if (wish.actor.role == "doctor" && (own || !wish.subject)) return Grant{};
    if (wish.actor.role == "clerk" && !restricted) return Grant{hidden_};
    if (wish.actor.role != "doctor" && wish.actor.role != "clerk" && wish.actor.role != "nobody") return Grant{};
    return fail(Code::denied, "not for you");
  }

 private:
  Context& context_;
  const std::vector<std::string> none_;
  const std::shared_ptr<const Fields> hidden_ = std::make_shared<const Fields>(Fields{"person.birth_date", "patients[].birth_date"});
};

}  // namespace
}  // namespace vestibule::doorman

VESTIBULE_PLUGIN(vestibule::doorman::Doorman)
