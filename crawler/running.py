"""Scrapy at work on one job, in this process; a process can do this once."""

import threading

from scrapy.crawler import AsyncCrawlerProcess

from crawler.job import CrawlJob
from crawler.preset import scrapy_settings
from crawler.spiders import NewsSpider


def run(job: CrawlJob) -> None:
    """Run the spider until nothing is due, the time is up or a fault ends it."""
    process = _Process(scrapy_settings(job.settings, job.policy))
    process.crawl(NewsSpider, job=job)
    in_main = threading.current_thread() is threading.main_thread()
    process.start(install_signal_handlers=in_main)


class _Process(AsyncCrawlerProcess):
    """Scrapy's process; told to stop, it does not sit out the delays of its queues."""

    async def stop(self) -> None:
        for crawler in list(self.crawlers):
            if isinstance(crawler.spider, NewsSpider):
                crawler.spider.stop()
        await super().stop()
