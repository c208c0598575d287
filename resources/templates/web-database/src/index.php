<?php
$address = sprintf('mysql:host=%s;dbname=%s;charset=utf8mb4', getenv('DB_HOST'), getenv('DB_NAME'));
$db = new PDO($address, getenv('DB_USER'), getenv('DB_PASSWORD'), [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
$db->exec('CREATE TABLE IF NOT EXISTS visits (at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)');
$db->exec('INSERT INTO visits () VALUES ()');
$count = $db->query('SELECT COUNT(*) FROM visits')->fetchColumn();
?>
<!doctype html>
<meta charset="utf-8">
<title>Hello</title>
<h1>Hello</h1>
<p>This page was asked for <?= (int) $count ?> times.</p>
