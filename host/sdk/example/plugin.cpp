// A whole plugin in one file: it hears what another one tells, has a setting, and answers a query.

#include <vestibule/plugin.hpp>

#include <vestibule/queue.hpp>

namespace vestibule::bell {
namespace {

struct Choices {
  std::string sound = "ding";
};
BOOST_DESCRIBE_STRUCT(Choices, (), (sound))

struct RingsAsked {};
BOOST_DESCRIBE_STRUCT(RingsAsked, (), ())

struct Rings {
  int count = 0;
  std::string last;  ///< the number that was called, with the sound
};
BOOST_DESCRIBE_STRUCT(Rings, (), (count, last))

class Bell final : public Plugin {
 public:
  explicit Bell(Context& context) : context_(context) {}

  Result<> start() override {
    VESTIBULE_TRY(const auto choices, context_.settings.read(Choices{}, {{"sound", "What the bell says"}}));
    called_ = context_.events.on<queue::TokenCalled>([this, sound = choices.sound](const queue::TokenCalled& event) {
      ++rings_.count;
      rings_.last = fmt::format("{} {}", sound, event.token.number);
    });
    context_.commands.add_query<RingsAsked>({"bell.rings", "bell.read", "How often the bell has rung since the host started"},
                                            [this](const RingsAsked&) -> Result<Rings> { return rings_; });
    return {};
  }

 private:
  Context& context_;
  Rings rings_;
  Subscription called_;
};

}  // namespace
}  // namespace vestibule::bell

VESTIBULE_PLUGIN(vestibule::bell::Bell)
