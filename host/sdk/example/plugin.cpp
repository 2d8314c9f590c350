// A whole plugin in one file: a setting and a query.

#include <vestibule/plugin.hpp>

namespace vestibule::greeter {
namespace {

struct Choices {
  std::string greeting = "Good day";
};
BOOST_DESCRIBE_STRUCT(Choices, (), (greeting))

struct Greet {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Greet, (), (name))

struct Greeting {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Greeting, (), (text))

class Greeter final : public Plugin {
 public:
  explicit Greeter(Context& context) : context_(context) {}

  Result<> start() override {
    VESTIBULE_TRY(const auto choices, context_.settings.read(Choices{}, {{"greeting", "What everybody is greeted with"}}));
    context_.commands.add_query<Greet>({"greeter.greet", "greeter.greet", "Greets somebody"},
                                       [greeting = choices.greeting](const Greet& request) -> Result<Greeting> {
                                         if (request.name.empty()) return fail(Code::invalid, "whom?");
                                         return Greeting{fmt::format("{}, {}", greeting, request.name)};
                                       });
    return {};
  }

 private:
  Context& context_;
};

}  // namespace
}  // namespace vestibule::greeter

VESTIBULE_PLUGIN(vestibule::greeter::Greeter)
