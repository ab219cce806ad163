"""What the model knows: for each thing one glyph of the Noto Color Emoji font and its English names.

A line of the table: the glyph, its names separated by commas (the first one is the label that
evaluations print), then the marks

    *   has a face on which a hat or glasses look right: "a cat wearing a crown"
    #   may be painted: "a purple elephant"
"""
from typing import NamedTuple

TABLE = """
🐱 cat, cat face, kitten, kitty, pussycat * #
🐶 dog, dog face, puppy, doggy * #
🐭 mouse, mouse face *
🐹 hamster *
🐰 rabbit, bunny, bunny rabbit * #
🦊 fox, red fox *
🐻 bear * #
🐼 panda, panda bear *
🐨 koala, koala bear *
🐯 tiger, tiger face *
🦁 lion, lion face *
🐮 cow, cow face *
🐷 pig, piggy, pig face * #
🐸 frog, toad * #
🐵 monkey, ape, monkey face *
🐔 chicken, hen *
🐧 penguin, pinguin *
🐦 bird, little bird * #
🐤 chick, baby chick *
🦆 duck #
🦅 eagle
🦉 owl *
🦇 bat
🐺 wolf *
🐴 horse, horse face, pony * #
🦄 unicorn *
🐝 bee, bumblebee, honey bee
🐛 caterpillar, worm
🦋 butterfly, monarch butterfly #
🐌 snail, slug with a shell #
🐞 ladybug, beetle
🐜 ant
🕷 spider, tarantula
🐢 turtle, tortoise #
🐍 snake #
🦎 lizard
🦖 dinosaur, t rex, tyrannosaurus #
🐙 octopus, kraken #
🦑 squid
🦐 shrimp
🦀 crab, red crab
🐡 blowfish
🐠 fish, tropical fish #
🐬 dolphin
🐳 whale, big fish
🦈 shark, great white shark
🐊 crocodile, alligator, croc
🐘 elephant #
🦒 giraffe
🐪 camel
🦘 kangaroo
🐑 sheep, lamb
🐐 goat, billy goat
🦌 deer
🐓 rooster, cock
🦃 turkey
🦚 peacock
🦜 parrot
🦢 swan
🦩 flamingo
🦔 hedgehog
🐉 dragon #
🌵 cactus, saguaro
🌲 pine tree, evergreen tree, christmas tree, fir tree, conifer
🌳 tree, green tree
🌴 palm tree, coconut tree
🍀 four leaf clover, clover
🍁 maple leaf, leaf
🍄 mushroom, toadstool #
🌹 rose #
🌷 tulip #
🌻 sunflower, yellow flower
🌸 flower, cherry blossom #
🌍 earth, planet earth, globe, world
🌙 moon, crescent moon, half moon
☀ sun, bright sun
⭐ star, yellow star, gold star #
☁ cloud, white cloud
🌈 rainbow, colorful rainbow
⚡ lightning, lightning bolt, thunderbolt
❄ snowflake
🔥 fire, flame, flames
💧 drop, water drop, raindrop
🌊 wave, ocean wave
⛄ snowman, snow man
🍏 green apple
🍎 apple, red apple
🍐 pear
🍊 orange fruit, tangerine
🍋 lemon
🍌 banana, bananas
🍉 watermelon, slice of watermelon
🍇 grapes
🍓 strawberry, red berry
🍒 cherries, cherry
🍑 peach
🍍 pineapple
🥥 coconut
🥝 kiwi
🍅 tomato
🥑 avocado
🍆 eggplant
🥔 potato
🥕 carrot
🌽 corn, maize, ear of corn
🌶 chili pepper, hot pepper
🥦 broccoli
🥜 peanuts, peanut
🍞 bread, loaf of bread
🥐 croissant
🥨 pretzel
🧀 cheese
🥚 egg
🍳 fried egg
🥞 pancakes
🍔 hamburger, burger, cheeseburger
🍟 french fries, fries
🌭 hot dog
🍕 pizza, slice of pizza, pizza slice
🌮 taco, mexican taco
🍣 sushi
🍩 donut, doughnut, pink donut #
🍪 cookie
🎂 cake, birthday cake, birthday cake with candles
🧁 cupcake #
🍫 chocolate, chocolate bar, bar of chocolate
🍭 lollipop, lolly
🍦 ice cream, ice cream cone, soft ice cream
☕ coffee, cup of coffee, mug of coffee, hot coffee
🍵 cup of tea, tea
🍷 wine, glass of wine, red wine
🍺 beer, mug of beer, pint of beer
🚗 car, red car, automobile #
🚕 taxi, cab, yellow cab
🚙 blue car
🚌 bus, school bus #
🚓 police car, cop car
🚑 ambulance, emergency car
🚒 fire truck, fire engine
🚜 tractor
🚲 bicycle, bike, pushbike #
🛵 scooter, moped, vespa
🚂 train, locomotive, steam train, steam engine #
✈ airplane, plane, aeroplane, jet #
🚀 rocket, spaceship, space ship #
🛸 ufo, flying saucer, alien ship
🚁 helicopter, chopper
⛵ sailboat, boat, sailing boat #
⚓ anchor
🏠 house, home, small house #
🏰 castle, fortress
⛺ tent #
🗼 tower, radio tower
🗿 stone statue, moai
⌚ watch, wristwatch
📱 phone, smartphone, mobile phone, cell phone #
💻 laptop, computer, notebook computer
📷 camera, photo camera
📺 television, tv, television set
💡 light bulb, lamp, lightbulb
🕯 candle, lit candle #
🔑 key, golden key #
🔒 lock, padlock, closed lock
🔨 hammer
🔧 wrench
🧲 magnet
💣 bomb
🔔 bell, golden bell #
🎁 gift, present, gift box, wrapped present #
🎈 balloon, red balloon, party balloon #
🏆 trophy, cup trophy, prize
🥇 gold medal, medal
⚽ soccer ball, football, soccer
🏀 basketball, basket ball
🎾 tennis racket, tennis
🎱 billiard ball
🎲 die, dice
🎸 guitar, electric guitar #
🎺 trumpet
🎻 violin, fiddle
🥁 drum
🎨 palette, paint palette
📚 books
📕 book, red book #
✏ pencil, yellow pencil
✂ scissors
📎 paperclip
☂ umbrella, parasol #
👑 crown, golden crown
🎩 hat, top hat #
👓 glasses, spectacles, eyeglasses
👕 t shirt, shirt #
👗 dress, gown #
👟 shoe, sneaker, running shoe, trainer #
💎 diamond, gem, jewel
💰 bag of money, money, money bag
🚪 door #
🪑 chair, wooden chair #
🛏 bed, sleeping bed
⏰ alarm clock, clock, wake up clock
⏳ hourglass, sand timer
🤖 robot, robot face * #
👽 alien, extraterrestrial *
👻 ghost, spook *
💀 skull, death head *
🎃 pumpkin, jack o lantern, halloween pumpkin
💩 poop, pile of poo
😀 smiley, smiling face, happy face, smile, grinning face *
😢 sad face, crying face, sad smiley *
😡 angry face *
😎 cool face, face with sunglasses, cool smiley *
😴 sleeping face
👍 thumbs up
👀 eyes
👁 eye
👄 mouth, lips
🧠 brain, human brain
🦴 bone, dog bone
👶 baby, infant *
👸 princess, queen
🧙 wizard, magician
🧛 vampire, dracula
👮 police officer, policeman
🤡 clown, clown face *
🎅 santa, santa claus
❤ heart, red heart, love heart
🧡 orange heart
💛 yellow heart
💚 green heart
💙 blue heart
💜 purple heart
🖤 black heart
💔 broken heart
🔴 red circle, red ball
🟠 orange circle
🟡 yellow circle
🟢 green circle
🔵 blue circle, blue ball
🟣 purple circle
🟥 red square
🟧 orange square
🟨 yellow square
🟩 green square
🟦 blue square
🟪 purple square
🦓 zebra, striped horse
🦍 gorilla
🦝 raccoon *
🐈‍⬛ black cat
🦙 llama, alpaca
🦏 rhino, rhinoceros
🦛 hippo, hippopotamus
🐀 rat
🐿 squirrel, chipmunk, red squirrel
🦫 beaver
🦥 sloth
🦦 otter
🐾 paw prints, paws
🐣 hatching chick
🕊 dove, white dove, pigeon
🪶 feather #
🕸 spider web, cobweb
🦂 scorpion
🐆 leopard, cheetah, spotted cat
🦕 brontosaurus, long neck dinosaur #
🦞 lobster
🐚 seashell, shell
🐻‍❄️ polar bear, white bear, ice bear *
🐩 poodle
💐 bouquet, bunch of flowers
🌼 daisy
🌱 seedling, sprout
🪴 potted plant, house plant
🍂 autumn leaves, fallen leaves
🪵 log, wood
🪨 rock, stone
🎄 decorated tree, xmas tree
🌕 full moon
🌞 sun with a face, smiling sun
🪐 saturn, planet
☄ comet
🌧 rain cloud, rain
🌪 tornado
🌋 volcano, erupting volcano
🏔 mountain, snowy mountain, mountains
🏝 island, desert island
🏖 beach
🌅 sunrise, sunset
🌉 bridge
🥭 mango
🥒 cucumber
🥬 lettuce, cabbage
🧄 garlic
🧅 onion
🥖 baguette
🧇 waffle
🍖 meat, meat on the bone
🍗 chicken leg, drumstick
🥓 bacon
🥪 sandwich, club sandwich
🥗 salad
🍿 popcorn, box of popcorn
🍙 rice ball, onigiri
🍜 noodles, bowl of noodles, ramen
🍝 spaghetti, pasta
🍰 slice of cake, piece of cake
🥧 pie
🍬 candy, sweet
🍯 honey, pot of honey
🍼 baby bottle
🫖 teapot
🍸 cocktail, martini
🧋 bubble tea
🧊 ice cube, ice
🥄 spoon
🔪 knife, kitchen knife
🍽 plate, dinner plate
🏺 vase, amphora
🚐 van, minibus
🚚 truck, delivery truck #
🏎 race car, racing car
🏍 motorcycle, motorbike, motor bike
🛹 skateboard
🚦 traffic light, stoplight, traffic lights
🛑 stop sign
🚤 speedboat, motorboat
🛳 ship, cruise ship
🪂 parachute
🚅 bullet train
🏢 office building, skyscraper
🏯 pagoda, japanese castle
⛪ church
🕌 mosque
🗽 statue of liberty
⛲ fountain
🎡 ferris wheel
🎢 roller coaster
🎠 carousel, merry go round
🎪 circus, circus tent
🏛 museum, greek temple
⌨ keyboard
🖥 computer screen, monitor, desktop computer
🖱 computer mouse
☎ telephone, old phone
📻 radio
🎤 microphone, mic
🎧 headphones, headset
🔋 battery
🔦 flashlight, torch
🏮 lantern, paper lantern
📖 open book
✉ envelope, letter
📦 box, package, cardboard box
📅 calendar
📌 pin, pushpin
📏 ruler
🗑 trash can, bin
🪓 axe
⚔ crossed swords, swords
🗡 dagger, sword
🔫 water gun, water pistol
🛡 shield
⚙ gear, cog
🪜 ladder
🧪 test tube
🔬 microscope
🔭 telescope
💊 pill
🛋 couch, sofa #
🚽 toilet, loo
🛁 bathtub, bath
🧸 teddy bear, teddy
🪞 mirror
🪟 window
🧹 broom
🧼 soap
🪣 bucket #
🪥 toothbrush
🛒 shopping cart, shopping trolley
🔮 crystal ball
🎉 party popper
🎀 bow, ribbon, pink ribbon
🪁 kite
🧩 puzzle piece
🎮 game controller, gamepad
🕹 joystick
🎯 target, dartboard
🎳 bowling
🥊 boxing glove
🏈 american football
⚾ baseball
🏐 volleyball
🏓 ping pong, table tennis
🎣 fishing rod
🎹 piano, piano keys
🎷 saxophone, sax
🎵 music note, musical note
💍 ring, diamond ring
💄 lipstick
👠 high heel #
👢 boot
👖 jeans, pants, trousers #
🧥 coat, jacket #
🧣 scarf #
🧤 gloves
🧦 socks #
👒 straw hat, sun hat
🧢 cap, baseball cap #
🎓 graduation cap
🎒 backpack, school bag #
👜 handbag, purse #
🧳 suitcase, luggage
🕶 sunglasses
🧶 yarn, ball of yarn #
🪙 coin
💵 dollar bill, banknote
🗺 map, world map
🧭 compass
🚩 red flag, flag
🏁 checkered flag
🏴‍☠️ pirate flag
🏳️‍🌈 rainbow flag
🔍 magnifying glass
🖌 paintbrush
🖍 crayon
🧯 fire extinguisher
📣 megaphone
🪄 magic wand
🧑‍🚀 astronaut, spaceman, cosmonaut
🧑‍🚒 firefighter, fireman
🧑‍🍳 chef, cook
🤴 prince
🕵 detective, spy
🥷 ninja
🦸 superhero, hero
🧚 fairy
🧜 mermaid
🧟 zombie
👾 space invader, monster
👦 boy *
👧 girl *
👨 man *
👩 woman *
👴 old man, grandpa
👵 old woman, grandma
🏄 surfer
🤠 cowboy
🤓 nerd, nerdy face *
😍 heart eyes, face in love *
😂 laughing face *
😱 screaming face, scared face *
🤔 thinking face *
😈 devil, purple devil
👎 thumbs down
✌ peace sign, victory hand
👋 waving hand
✋ hand
👊 fist
🙏 praying hands
💪 strong arm, muscle, biceps
👂 ear
👃 nose
🦷 tooth
👅 tongue
💋 kiss mark, kiss
💘 heart with an arrow
🤍 white heart
🤎 brown heart
⚫ black circle
⚪ white circle
⬛ black square
⬜ white square
🔺 red triangle, triangle
🔷 blue diamond
✨ sparkles
💥 explosion, boom
❓ question mark
❗ exclamation mark
✅ check mark
❌ cross mark, red x
☯ yin yang
⚠ warning sign
🇫🇷 flag of france, french flag
🇩🇪 flag of germany, german flag
🇬🇧 flag of great britain, british flag, union jack
🇺🇸 flag of america, american flag
🇯🇵 flag of japan, japanese flag
🇨🇦 flag of canada, canadian flag
🇧🇷 flag of brazil, brazilian flag
🇨🇭 flag of switzerland, swiss flag
"""

PLURALS = {
    "mouse": "mice", "wolf": "wolves", "fish": "fish", "sheep": "sheep", "deer": "deer", "tropical fish": "tropical fish",
    "blowfish": "blowfish", "shrimp": "shrimp", "squid": "squid", "big fish": "big fish", "moai": "moai", "bison": "bison",
    "leaf": "leaves", "maple leaf": "maple leaves", "die": "dice", "knife": "knives", "kitchen knife": "kitchen knives",
    "scarf": "scarves", "tooth": "teeth", "foot": "feet", "tv": "tvs", "t rex": "t rexes", "computer mouse": "computer mice",
    "man": "men", "woman": "women", "old man": "old men", "old woman": "old women", "fireman": "firemen",
    "policeman": "policemen", "spaceman": "spacemen", "snowman": "snowmen", "snow man": "snow men",
    "octopus": "octopuses", "cactus": "cactuses", "virus": "viruses", "piano": "pianos", "photo": "photos",
    "avocado": "avocados", "taco": "tacos", "kangaroo": "kangaroos", "dodo": "dodos", "rhino": "rhinos", "hippo": "hippos",
    "flamingo": "flamingos", "torpedo": "torpedoes", "volcano": "volcanoes", "erupting volcano": "erupting volcanoes",
    "tornado": "tornadoes", "thumbs up": "thumbs up", "thumbs down": "thumbs down",
}
# Names that are plural already, or that take no article: "grapes", "french fries".
NO_ARTICLE = {
    "grapes", "cherries", "peanuts", "pancakes", "french fries", "fries", "books", "scissors", "glasses", "eyes", "lips",
    "bread", "cheese", "sushi", "chocolate", "coffee", "tea", "wine", "red wine", "beer", "money", "lightning", "fire",
    "flames", "corn", "maize", "broccoli", "ice cream", "soft ice cream", "hot coffee", "santa", "santa claus", "earth",
    "planet earth", "dice", "thumbs up", "thumbs down", "tennis", "soccer", "football", "spectacles", "eyeglasses",
    "bananas", "dracula", "paws", "paw prints", "fallen leaves", "autumn leaves", "saturn", "rain", "mountains", "pasta",
    "spaghetti", "noodles", "ramen", "bacon", "meat", "lettuce", "salad", "popcorn", "honey", "candy", "garlic", "bubble tea",
    "wood", "crossed swords", "swords", "soap", "headphones", "ping pong", "table tennis", "piano keys", "jeans", "pants",
    "trousers", "gloves", "socks", "sunglasses", "luggage", "yarn", "traffic lights", "praying hands", "heart eyes",
    "sparkles", "yin yang", "bowling", "golf", "mail", "american football",
}

COLORS = {  # of backgrounds: name -> RGB
    "white": (255, 255, 255), "black": (26, 26, 30), "gray": (150, 154, 160), "red": (212, 60, 56),
    "orange": (243, 146, 55), "yellow": (250, 214, 80), "green": (92, 176, 92), "blue": (66, 128, 220),
    "purple": (140, 88, 190), "pink": (246, 168, 200), "brown": (140, 98, 68), "cyan": (110, 212, 220),
}
COLOR_SYNONYMS = {"gray": ["grey"], "purple": ["violet"], "cyan": ["turquoise", "light blue"]}
PAINTS = ["red", "orange", "yellow", "green", "blue", "purple", "pink", "black", "white"]  # of painted things


class Concept(NamedTuple):
    index: int
    glyph: str
    names: tuple
    hat: bool
    paint: bool

    @property
    def label(self):
        return self.names[0]


def _concept(index, line):
    glyph, rest = line.split(" ", 1)
    names = tuple(name.strip() for name in rest.rstrip("*# ").split(","))
    return Concept(index, glyph, names, "*" in rest, "#" in rest)


CONCEPTS = [_concept(i, line) for i, line in enumerate(TABLE.strip().splitlines())]
BY_NAME = {name: concept for concept in CONCEPTS for name in concept.names}
assert len(BY_NAME) == sum(len(c.names) for c in CONCEPTS), "a name is used twice"


def plural(name):
    """"cats", "glasses of milk", "mice"."""
    if name in PLURALS:
        return PLURALS[name]
    if name in NO_ARTICLE:
        return name
    head, of, rest = name.partition(" of ")
    if not of:
        head, of, rest = name.partition(" with ")
    if of:
        return plural(head) + of + rest
    if head.endswith(("s", "x", "z", "ch", "sh")):
        return head + "es"
    if head.endswith("y") and head[-2] not in "aeiou":
        return head[:-1] + "ies"
    if head.endswith("o") and head[-2] not in "aeiou":
        return head + "es"
    return head + "s"


def article(name):
    """"a cat", "an owl", "grapes"."""
    if name in NO_ARTICLE:
        return name
    vowel = name[0] in "aeiou" and not name.startswith(("uni", "ufo")) or name.startswith("hour")
    return ("an " if vowel else "a ") + name
