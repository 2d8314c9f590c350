#include "vestibule/ui/window.hpp"

#include <bit>
#include <cstdlib>

#include "canvas_inside.hpp"
#include "loop_inside.hpp"

namespace vestibule::ui {

struct Window::Inside {
  Loop& loop;
  Screen& screen;
  WindowPtr window;
  std::function<void()> on_close;
  bool video = false;
  bool show_all = true;  // the window's own pixels were lost
  bool fill_later = false;

  ~Inside();
  void handle(const SDL_Event& event);
  void handle_window(const SDL_WindowEvent& event);
  void key(const SDL_KeyboardEvent& event);
  void finger(const SDL_TouchFingerEvent& event);
  void mouse(Phase phase, int x, int y, int button);
  bool present();
  void fit_screen();
};

namespace {

Key key_of(const SDL_Keysym& pressed) {
  switch (pressed.sym) {
    case SDLK_RETURN: case SDLK_KP_ENTER: return Key::enter;
    case SDLK_ESCAPE: return Key::escape;
    case SDLK_TAB: return (pressed.mod & KMOD_SHIFT) != 0 ? Key::back_tab : Key::tab;
    case SDLK_BACKSPACE: return Key::backspace;
    case SDLK_UP: return Key::up;
    case SDLK_DOWN: return Key::down;
    case SDLK_LEFT: return Key::left;
    case SDLK_RIGHT: return Key::right;
    default: return Key::other;
  }
}

bool on_x11() { return SDL_GetCurrentVideoDriver() == std::string_view("x11"); }

/// SDL falls back on drivers that paint into memory: nobody would see the calls that such a screen tells the host it has painted.
bool unseen() {
  const char* named = SDL_GetHint(SDL_HINT_VIDEODRIVER);  // our own option, or SDL_VIDEODRIVER: asked for
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  return !(named && *named) && (driver == "offscreen" || driver == "dummy" || driver == "evdev");
}

tl::unexpected<Error> no_display(const char* why) {
  return fail(Code::unavailable, "no display: {}. Set DISPLAY or WAYLAND_DISPLAY, or run on a console with KMS", why);
}

/// Where no window manager runs (a kiosk's display) nobody makes a window fill the display: it is made as large as that.
WindowPtr make_window(const WindowOptions& options, Size size) {
  SDL_Rect place{SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, size.width, size.height};
  if (options.fullscreen) SDL_GetDisplayBounds(0, &place);
  const Uint32 full = SDL_WINDOW_BORDERLESS | (on_x11() ? 0u : Uint32{SDL_WINDOW_FULLSCREEN_DESKTOP});
  const Uint32 flags = SDL_WINDOW_SHOWN | (options.fullscreen ? full : Uint32{SDL_WINDOW_RESIZABLE});
  return WindowPtr(SDL_CreateWindow(options.title.c_str(), place.x, place.y, place.w, place.h, flags));
}

/// As far as a window can: what the display server does with a key before anybody else is its own setting.
void lock(SDL_Window& window, std::function<void()>& on_close) {
  on_close = [] {};
  SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
  SDL_SetWindowAlwaysOnTop(&window, SDL_TRUE);
  SDL_SetWindowKeyboardGrab(&window, SDL_TRUE);
}

}  // namespace

Window::Inside::~Inside() {
  loop.inside().on_event = nullptr;
  loop.inside().on_turn = nullptr;
  window.reset();
  if (video) SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

void Window::Inside::handle(const SDL_Event& event) {
  switch (event.type) {
    case SDL_QUIT: on_close(); break;
    case SDL_WINDOWEVENT: handle_window(event.window); break;
    case SDL_FINGERDOWN: case SDL_FINGERUP: case SDL_FINGERMOTION: finger(event.tfinger); break;
    // A touch is also told as a mouse; it is taken once.
    case SDL_MOUSEBUTTONDOWN: if (event.button.which != SDL_TOUCH_MOUSEID) mouse(Phase::down, event.button.x, event.button.y, event.button.button); break;
    case SDL_MOUSEBUTTONUP: if (event.button.which != SDL_TOUCH_MOUSEID) mouse(Phase::up, event.button.x, event.button.y, event.button.button); break;
    case SDL_MOUSEMOTION:
      if (event.motion.which != SDL_TOUCH_MOUSEID && event.motion.state != 0) mouse(Phase::move, event.motion.x, event.motion.y, std::countr_zero(event.motion.state) + 1);
      break;
    case SDL_KEYDOWN: key(event.key); break;
    case SDL_TEXTINPUT: screen.type({event.text.text}); break;
    default: break;
  }
}

/// A key held down goes on moving the focus, but presses once.
void Window::Inside::key(const SDL_KeyboardEvent& event) {
  const KeyPress pressed{key_of(event.keysym)};
  if (event.repeat == 0 || pressed.key != Key::enter) screen.press(pressed);
}

void Window::Inside::handle_window(const SDL_WindowEvent& event) {
  if (event.event == SDL_WINDOWEVENT_SIZE_CHANGED) fit_screen();
  if (event.event == SDL_WINDOWEVENT_EXPOSED || event.event == SDL_WINDOWEVENT_SHOWN) show_all = true;
}

void Window::Inside::fit_screen() {
  const SDL_Surface* surface = SDL_GetWindowSurface(window.get());
  if (surface) screen.resize({surface->w, surface->h});
  show_all = true;
}

void Window::Inside::finger(const SDL_TouchFingerEvent& event) {
  const Size size = screen.size();
  const Phase phase = event.type == SDL_FINGERDOWN ? Phase::down : event.type == SDL_FINGERUP ? Phase::up : Phase::move;
  screen.touch({phase, {static_cast<int>(event.x * static_cast<float>(size.width)), static_cast<int>(event.y * static_cast<float>(size.height))}, event.fingerId});
}

void Window::Inside::mouse(Phase phase, int x, int y, int button) { screen.touch({phase, {x, y}, button}); }

/// True if showing the frame has brought about the next change.
bool Window::Inside::present() {
  const bool changed = screen.changed();
  if (!changed && !show_all) return false;
  Frame frame = screen.update();
  if (std::exchange(show_all, false)) frame.painted = {{0, 0, screen.size().width, screen.size().height}};
  SDL_Surface* target = SDL_GetWindowSurface(window.get());
  if (target) {
    std::vector<SDL_Rect> rects;
    for (const Rect& area : frame.painted) {
      SDL_Rect from = to_sdl(area), to = from;
      SDL_BlitSurface(screen.canvas().inside().surface.get(), &from, target, &to);
      rects.push_back(to_sdl(area));
    }
    if (!rects.empty()) SDL_UpdateWindowSurfaceRects(window.get(), rects.data(), static_cast<int>(rects.size()));
  }
  screen.presented();
  // SDL waits 100 ms for a window manager to agree: people see the first frame before that, not after.
  if (std::exchange(fill_later, false)) show_all = SDL_SetWindowFullscreen(window.get(), SDL_WINDOW_FULLSCREEN_DESKTOP) == 0;
  return screen.changed() || show_all;
}

Window::Window(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Window::~Window() = default;

void Window::on_close(std::function<void()> handler) { inside_->on_close = std::move(handler); }

Result<std::unique_ptr<Window>> Window::open(Loop& loop, Screen& screen, WindowOptions options) {
  auto inside = std::unique_ptr<Inside>(new Inside{loop, screen, nullptr, [&loop] { loop.stop(); }});
  if (options.offscreen) SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  // Without this SDL swallows the touch that gives the window its focus: a patient's first.
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
  // X's thousands of accents that are typed with several keys: a tenth of the time to the first frame, for a scanner and a keypad.
  ::setenv("XCOMPOSEFILE", "/dev/null", 0);
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return no_display(SDL_GetError());
  inside->video = true;
  if (unseen()) return no_display("none answers");
  inside->fill_later = options.fullscreen && on_x11();
  // X takes our pixels as they are, through shared memory; other drivers need a texture for them.
  if (on_x11()) SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  inside->window = make_window(options, screen.size());
  if (!inside->window) return fail(Code::unavailable, "cannot open a window: {}", SDL_GetError());
  if (!SDL_GetWindowSurface(inside->window.get())) return fail(Code::unavailable, "cannot draw in the window: {}", SDL_GetError());
  SDL_ShowCursor(options.pointer ? SDL_ENABLE : SDL_DISABLE);
  SDL_StartTextInput();
  inside->fit_screen();
  if (options.locked) lock(*inside->window, inside->on_close);
  Inside* self = inside.get();
  loop.inside().on_event = [self](const SDL_Event& event) { self->handle(event); };
  loop.inside().on_turn = [self] { return self->present(); };
  return std::unique_ptr<Window>(new Window(std::move(inside)));
}

}  // namespace vestibule::ui
